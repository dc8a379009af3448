import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { services } from "../../src/cli/generate-aws/services.table.ts";
import { botocoreVersion } from "../../src/cli/generate-aws/response-shapes/api-model.ts";
import { findBotocore } from "../../src/cli/generate-aws/response-shapes/find-botocore.ts";
import { generateResponseShapes } from "../../src/cli/generate-aws/response-shapes/generate-response-shapes.ts";
import { packShapes } from "../../src/cli/generate-aws/response-shapes/pack-shapes.ts";
import { responseServices } from "../../src/cli/generate-aws/response-shapes/services.table.ts";

const folder = path.resolve(import.meta.dirname, "../../src/interpreter/test-state/response-shapes");
const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");
const usedVersion = /botocore ([\d.]+)/.exec(read("services/sqs.generated.ts"))?.[1];
const botocore = findBotocore();
const isHere = botocore !== undefined && botocoreVersion(botocore) === usedVersion;
if (!isHere)
  console.log(`generate-response-shapes.test.ts: botocore ${usedVersion} is not here; the tables are not compared`);

describe("the tables of response shapes", () => {
  it.skipIf(!isHere)("are as botocore's models say: run src/cli/generate-aws/response-shapes/main.ts", () => {
    const changed = generateResponseShapes(botocore ?? "").filter(({ file, text }) => read(file) !== text);
    expect(changed.map(({ file }) => file)).toEqual([]);
  });

  it("are there for each service of the list, and for no other", () => {
    const files = readdirSync(path.join(folder, "services")).map((name) => name.replace(".generated.ts", ""));
    expect(files.toSorted()).toEqual(responseServices.map(({ service }) => service).toSorted());
    const loaders = read("services.generated.ts");
    for (const service of files) expect(loaders).toContain(`./services/${service}.generated.ts`);
  });

  it("cover the services of millrace/aws", () => {
    const covered = new Set(responseServices.map(({ service }) => service));
    const offered = services.map(({ packageName }) => packageName.replace("@aws-sdk/client-", "").replaceAll("-", ""));
    expect(offered.filter((service) => !covered.has(service))).toEqual([]);
  });
});

describe("packing shapes", () => {
  it("keeps constraints, numbers shapes that hold themselves once, and names plain ones by a letter", () => {
    const api = {
      version: "2026-01-01",
      operations: { Get: { output: { shape: "Node" } }, Silent: {} },
      shapes: {
        Node: {
          type: "structure",
          members: {
            id: { shape: "Id" },
            children: { shape: "Nodes" },
            at: { shape: "Time" },
            note: { shape: "Text" },
          },
          required: ["id"],
        },
        Nodes: { type: "list", member: { shape: "Node" }, max: 9 },
        Id: { type: "string", min: 1, enum: ["a", "b"] },
        Time: { type: "timestamp" },
        Text: { type: "string" },
      },
    };
    expect(packShapes(api)).toEqual({
      operations: { Get: 0 },
      shapes: [
        ["o", { id: 1, children: 2, at: "t", note: "s" }, ["id"]],
        ["s", 1, null, ["a", "b"]],
        ["l", 0, null, 9],
      ],
    });
  });

  it("refuses an operation that the model does not have", () => {
    const api = { version: "", operations: {}, shapes: {} };
    expect(() => packShapes(api, ["Get"])).toThrow("the model has no operation Get");
  });
});
