import { expect, it } from "vitest";
import { copyJson } from "../../src/interpreter/copy-json.ts";

class Amount {
  readonly cents = 5;
}

const selfMade = { toJSON: () => "own" };
const deep = Array.from({ length: 300 }).reduce<unknown>((inner) => [inner], "end");

it.each([
  [undefined],
  [null],
  [-0],
  [Number.NaN],
  ["ü"],
  [{ a: [1, { b: true }], c: undefined, d: () => 1 }],
  [[undefined, Symbol("none")]],
  [new Date(0)],
  [new Amount()],
  [selfMade],
  [{ inner: selfMade, toJSON: "no function" }],
  [JSON.parse('{"__proto__": {"a": 1}}')],
  [deep],
  [[Object(1), Object("a"), Object(false)]],
  [{ toJSON: (key: string) => ({ key, toJSON: "no function" }) }],
  [new Map([[1, 2]])],
])("gives what JSON makes of %j", (value) => {
  expect(copyJson(value)).toStrictEqual(JSON.parse(JSON.stringify(value ?? null)));
});

it("shares nothing with what it copies", () => {
  const value = { list: [{ n: 1 }] };
  const copy = copyJson(value) as typeof value;
  value.list[0]!.n = 2;
  expect(copy).toEqual({ list: [{ n: 1 }] });
});

it("rejects what has no end, as JSON does", () => {
  const endless: unknown[] = [];
  endless.push(endless);
  expect(() => copyJson(endless)).toThrow(TypeError);
});

it("takes keys for what they are, which JSON.parse of Node 24 does not", () => {
  copyJson({ "/*": 1, "\\": 2 });
  expect(Object.keys(copyJson({ "/*": 1, "\u0000": 2 }) as object)).toEqual(["/*", "\u0000"]);
});

it("rejects a BigInt, as JSON does", () => {
  expect(() => copyJson({ a: [1n] })).toThrow(TypeError);
});

it("copies what it is told in place of an object", () => {
  const named = (value: object): object => (value instanceof Error ? { name: value.name } : value);
  expect(copyJson([{ reason: new RangeError("x") }], named)).toEqual([{ reason: { name: "RangeError" } }]);
});
