import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { NormalizedSchema } from "@smithy/core/schema";
import { describe, expect, it } from "vitest";
import { printSchemas } from "../../src/cli/generate-aws/client-schemas/print-schemas.ts";
import { services } from "../../src/cli/generate-aws/client-schemas/services.table.ts";
import { readWireModel } from "../../src/cli/generate-aws/client-schemas/wire-model.ts";
import { botocoreVersion } from "../../src/cli/generate-aws/response-shapes/api-model.ts";
import { findBotocore } from "../../src/cli/generate-aws/response-shapes/find-botocore.ts";
import { createModelLoader, requiredMembers } from "../../src/local/protocol/service-models.ts";

const folder = path.resolve(import.meta.dirname, "../../src/local/protocol/schemas");
const read = (service: string): string => readFileSync(path.join(folder, `${service}.generated.ts`), "utf8");
const usedVersion = /botocore ([\d.]+)/.exec(read("scheduler"))?.[1];
const botocore = findBotocore();
const isHere = botocore !== undefined && botocoreVersion(botocore) === usedVersion;
if (!isHere) console.log(`generate-client-schemas.test.ts: botocore ${usedVersion} is not here; nothing is compared`);

describe("schemas of services without a client", () => {
  it.skipIf(!isHere)("are as botocore's models say: run src/cli/generate-aws/client-schemas/main.ts", () => {
    for (const service of services) {
      const model = readWireModel(botocore ?? "", service);
      expect(printSchemas(service, model, usedVersion ?? "")).toBe(read(service));
    }
  });

  it("are there for each service of the list, and for no other", () => {
    expect(readdirSync(folder)).toEqual(services.map((service) => `${service}.generated.ts`));
  });

  it("read as a client's do: names on the wire, what is required, errors with their status", async () => {
    const model = await createModelLoader()("scheduler");
    expect(model.operations.size).toBe(12);
    const create = model.operations.get("CreateSchedule")!;
    expect(create.http).toEqual({ method: "POST", uri: "/schedules/{Name}", status: 200 });
    expect(requiredMembers(create.input)).toEqual(["FlexibleTimeWindow", "Name", "ScheduleExpression", "Target"]);
    const traits = (operation: string, member: string): object =>
      model.operations.get(operation)!.input.getMemberSchema(member).getMergedTraits();
    expect(traits("CreateSchedule", "Name")).toMatchObject({ httpLabel: 1 });
    expect(traits("ListSchedules", "GroupName")).toMatchObject({ httpQuery: "ScheduleGroup" });
    expect(create.input.getMemberSchema("StartDate").isTimestampSchema()).toBe(true);
    expect(create.input.getMemberSchema("Target").getMemberSchema("RetryPolicy").isStructSchema()).toBe(true);
    expect(model.errors.get("ConflictException")?.getMergedTraits()).toMatchObject({ httpError: 409 });
    expect(NormalizedSchema.of(model.operations.get("DeleteSchedule")!.output).isStructSchema()).toBe(true);
  });

  it("refuse what no service of the list has", () => {
    const model = (member: object) => ({
      version: "",
      protocol: "rest-json" as const,
      operations: { Put: { http: { method: "PUT", requestUri: "/" }, input: { shape: "In" } } },
      shapes: { In: { type: "structure", members: { Body: { shape: "Text", ...member } } }, Text: { type: "string" } },
    });
    expect(() => printSchemas("x", model({ location: "header", locationName: "h" }), "1")).toThrow("stands in header");
    expect(() => printSchemas("x", model({ location: "uri", locationName: "b" }), "1")).toThrow(
      "the label of Body is b",
    );
  });
});
