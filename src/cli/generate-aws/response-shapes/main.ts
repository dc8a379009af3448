import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findBotocore } from "./find-botocore.ts";
import { generateResponseShapes } from "./generate-response-shapes.ts";

// `node src/cli/generate-aws/response-shapes/main.ts [FOLDER]`: the folder is a botocore's, if not the one that Python finds.

const botocore = process.argv[2] ?? findBotocore();
if (botocore === undefined) {
  console.error("there is no botocore here: name its folder, or install the AWS CLI 1, which brings it along");
  process.exit(1);
}
const target = path.resolve(import.meta.dirname, "../../../interpreter/test-state/response-shapes");
mkdirSync(path.join(target, "services"), { recursive: true });
for (const { file, text } of generateResponseShapes(botocore)) writeFileSync(path.join(target, file), text);
