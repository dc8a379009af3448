import { writeFileSync } from "node:fs";
import path from "node:path";
import { botocoreVersion } from "../response-shapes/api-model.ts";
import { findBotocore } from "../response-shapes/find-botocore.ts";
import { printSchemas } from "./print-schemas.ts";
import { readWireModel } from "./wire-model.ts";
import { services } from "./services.table.ts";

// `node src/cli/generate-aws/client-schemas/main.ts [FOLDER]`: the folder is a botocore's, if not the one that Python finds.

const botocore = process.argv[2] ?? findBotocore();
if (botocore === undefined) {
  console.error("there is no botocore here: name its folder, or install the AWS CLI 1, which brings it along");
  process.exit(1);
}
const folder = path.resolve(import.meta.dirname, "../../../local/protocol/schemas");
for (const service of services) {
  const text = printSchemas(service, readWireModel(botocore, service), botocoreVersion(botocore));
  writeFileSync(path.join(folder, `${service}.generated.ts`), text);
}
