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
