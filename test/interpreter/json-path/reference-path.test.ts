import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { InvalidPath } from "../../../src/interpreter/json-path/invalid-path.ts";
import { compileReferencePath } from "../../../src/interpreter/json-path/reference-path.ts";

describe("a reference path", () => {
  it.each<[string, Json, Json]>([
    ["$", { a: 1 }, "v"],
    ["$.a", { a: 1, b: 2 }, { a: "v", b: 2 }],
    ["$.c", { a: 1 }, { a: 1, c: "v" }],
    ["$.a.b.c", {}, { a: { b: { c: "v" } } }],
    ["$['a b'].c", { "a b": { d: 1 } }, { "a b": { d: 1, c: "v" } }],
    ["$.a[1]", { a: [1, 2, 3] }, { a: [1, "v", 3] }],
    ["$.a[-1].b", { a: [1, {}] }, { a: [1, { b: "v" }] }],
    ["$.__proto__", {}, JSON.parse('{"__proto__":"v"}') as Json],
  ])("%s puts a value into %j", (source, before, after) => {
    expect(compileReferencePath(source).put(before, "v")).toEqual(after);
  });

  it.each<[string, Json]>([
    ["$.a", "text"],
    ["$.a", null],
    ["$.a", [1]],
    ["$.a.b", { a: 1 }],
    ["$.a[1]", { a: [1] }],
    ["$.a[0]", {}],
    ["$.a[0]", { a: {} }],
  ])("%s cannot be put into %j", (source, before) => {
    expect(compileReferencePath(source).put(before, "v")).toBeUndefined();
  });

  it("shares what is beside the way, and leaves what it was given alone", () => {
    const before = { a: { x: 1 }, b: { y: [1] } };
    const after = compileReferencePath("$.a.z").put(before, 2) as typeof before;
    expect(after.b).toBe(before.b);
    expect(before).toEqual({ a: { x: 1 }, b: { y: [1] } });
  });

  it.each([
    "$.a[*]",
    "$..a",
    "$.a[0:1]",
    "$.a[0,1]",
    "$['a','b']",
    "$.a[?(@.b)]",
    "$.a.length()",
    "$$.a",
    "$name",
    "a",
  ])("%s is none", (source) => {
    expect(() => compileReferencePath(source)).toThrow(InvalidPath);
  });
});
