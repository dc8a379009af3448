import { describe, expect, it } from "vitest";
import * as z from "zod";
import { mostElements, schemaSize } from "../../../src/compiler/limits/schema-size.ts";

describe("the size that a schema allows", () => {
  it.each([
    ["a text of bounded length", z.string().max(10), "x".repeat(10)],
    ["a text of fixed length", z.string().length(3), "abc"],
    ["the smaller of two bounds", z.string().max(10).max(4), "abcd"],
    ["a boolean", z.boolean(), false],
    ["null", z.null(), null],
    ["an integer", z.int(), -9_007_199_254_740_991],
    ["the longest of an enum", z.enum(["a", "longest"]), "longest"],
    ["the longest literal", z.literal(["a", "abc"]), "abc"],
    ["a UUID", z.uuid(), "00000000-0000-0000-0000-000000000000"],
    ["an array", z.array(z.string().max(2)).max(3), ["ab", "ab", "ab"]],
    ["an empty array", z.array(z.string()).max(0), []],
    ["a tuple", z.tuple([z.boolean(), z.null()]), [false, null]],
    ["an object", z.object({ a: z.string().max(1), b: z.optional(z.boolean()) }), { a: "x", b: false }],
    ["the larger of a union", z.union([z.string().max(5), z.boolean()]), "xxxxx"],
    ["what may be null", z.nullable(z.string().max(8)), "xxxxxxxx"],
    ["what has a default", z.string().max(8).default("x"), "xxxxxxxx"],
  ])("is that of %s", (_, schema, largest) => {
    expect(schemaSize(schema)).toBe(JSON.stringify(largest).length);
  });

  it.each([
    ["a text", z.string()],
    ["an array", z.array(z.boolean())],
    ["an array of texts", z.array(z.string()).max(2)],
    ["a record", z.record(z.string(), z.boolean())],
    ["an object with other members", z.looseObject({ a: z.boolean() })],
    ["an object with a text", z.object({ a: z.boolean(), b: z.string() })],
    ["anything", z.unknown()],
    ["a tuple with a rest", z.tuple([z.boolean()], z.string().max(1))],
    ["a recursive type", z.lazy(() => z.string().max(1))],
  ])("is unknown of %s", (_, schema) => {
    expect(schemaSize(schema)).toBeUndefined();
  });

  it("counts the elements of an array", () => {
    expect([mostElements(z.array(z.string()).max(7)), mostElements(z.array(z.string()))]).toEqual([7, undefined]);
  });
});
