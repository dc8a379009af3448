import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { NormalizedSchema } from "@smithy/core/schema";
import { resourceTypes } from "../../src/local/cloudformation/resources/index.ts";
import { describeCoverage } from "../../src/local/coverage.ts";
import { createModelLoader } from "../../src/local/protocol/service-models.ts";
import { createTestCloud } from "../support/test-cloud.ts";

const page = resolve(import.meta.dirname, "../../docs/coverage.md");

/** Follows a dotted path through structures, past lists and maps. */
function isMember(schema: NormalizedSchema, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (schema.isListSchema() || schema.isMapSchema()) return isMember(schema.getValueSchema(), path);
  if (name === undefined) return true;
  if (!schema.isStructSchema()) return false;
  const members = schema.getMemberSchemas();
  const member = Object.hasOwn(members, name) ? members[name] : undefined;
  return member !== undefined && isMember(member, rest);
}

describe("docs/coverage.md", () => {
  it("lists what the code implements; UPDATE=1 rewrites it", async () => {
    const { services, close } = await createTestCloud();
    const text = describeCoverage(services.values(), resourceTypes);
    await close();
    if (process.env["UPDATE"] === "1") writeFileSync(page, text);
    expect(readFileSync(page, "utf8")).toBe(text);
  });

  it("names only operations and members that AWS's API has", async () => {
    const { services, close } = await createTestCloud();
    const loadModel = createModelLoader();
    const unknown: string[] = [];
    for (const { name, operations } of services.values()) {
      const model = await loadModel(name);
      for (const [operation, { members }] of Object.entries(operations)) {
        const input = model.operations.get(operation)?.input;
        if (input === undefined) unknown.push(`${name} ${operation}`);
        else {
          const strangers = members.filter((member) => !isMember(input, member.split(".")));
          unknown.push(...strangers.map((member) => `${name} ${operation} ${member}`));
        }
      }
    }
    await close();
    expect(unknown).toEqual([]);
  });
});
