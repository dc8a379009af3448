import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition, Operand, Path, UpdateAction } from "../../../src/local/services/dynamodb/expressions/ast.ts";
import { evaluateCondition } from "../../../src/local/services/dynamodb/expressions/evaluate-condition.ts";
import { parseCondition } from "../../../src/local/services/dynamodb/expressions/parse-condition.ts";
import { parseProjection } from "../../../src/local/services/dynamodb/expressions/parse-projection.ts";
import { parseUpdate } from "../../../src/local/services/dynamodb/expressions/parse-update.ts";
import { readAttributes } from "../../../src/local/services/dynamodb/values/read-value.ts";
import type { WireAttributes } from "../../../src/local/services/dynamodb/values/read-value.ts";
import { printCondition, printPathText, printUpdate } from "./print-expression.ts";

const name = fc.constantFrom("abc", "x_1", "#n", "#long_name", "Mixed");
const path: fc.Arbitrary<Path> = fc
  .tuple(name, fc.array(fc.oneof(name, fc.nat(99)), { maxLength: 3 }))
  .map(([head, rest]) => [head, ...rest]);
const value = fc.constantFrom(":a", ":b", ":c9").map((placeholder): Operand => ({ kind: "value", placeholder }));
const place = path.map((one): Operand => ({ kind: "path", path: one }));
const call = (names: readonly string[], operands: fc.Arbitrary<Operand[]>) =>
  fc
    .tuple(fc.constantFrom(...names), operands)
    .map(([called, given]) => ({ kind: "function", name: called, operands: given }) as const);
const operand: fc.Arbitrary<Operand> = fc.oneof(value, place, call(["size"], fc.tuple(place)));

const test: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant("comparison" as const),
    comparator: fc.constantFrom("=", "<>", "<", "<=", ">", ">="),
    left: operand,
    right: operand,
  }),
  fc.record({ kind: fc.constant("between" as const), operand, low: operand, high: operand }),
  fc.record({ kind: fc.constant("in" as const), operand, list: fc.array(operand, { minLength: 1, maxLength: 3 }) }),
  call(["attribute_exists", "attribute_not_exists"], fc.tuple(place)),
  call(["attribute_type", "begins_with", "contains"], fc.tuple(place, value)),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    test,
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      left: tie("condition"),
      right: tie("condition"),
    }),
    fc.record({ kind: fc.constant("not" as const), condition: tie("condition") }),
  ),
}));

const updateOperand: fc.Arbitrary<Operand> = fc.oneof(
  value,
  place,
  call(["if_not_exists"], fc.tuple(place, value)),
  call(["list_append"], fc.tuple(place, value)),
);
const action: fc.Arbitrary<UpdateAction> = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), path, value: updateOperand }),
  fc.record({
    kind: fc.constant("set" as const),
    path,
    value: fc.record({
      kind: fc.constant("arithmetic" as const),
      operator: fc.constantFrom("+" as const, "-" as const),
      left: updateOperand,
      right: updateOperand,
    }),
  }),
  fc.record({ kind: fc.constant("remove" as const), path }),
  fc.record({
    kind: fc.constantFrom("add" as const, "delete" as const),
    path,
    placeholder: fc.constantFrom(":a", ":b"),
  }),
);

describe("what was parsed, printed", () => {
  it("is the same condition again", () => {
    fc.assert(
      fc.property(condition, (one) => {
        expect(parseCondition("ConditionExpression", printCondition(one))).toEqual(one);
      }),
    );
  });

  it("is the same update again", () => {
    const order = ["set", "remove", "add", "delete"];
    const sorted = (actions: readonly UpdateAction[]) =>
      actions.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 6 }), (actions) => {
        expect(parseUpdate(printUpdate(actions))).toEqual(sorted(actions));
      }),
    );
  });

  it("is the same projection again", () => {
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 4 }), (paths) => {
        expect(parseProjection(paths.map(printPathText).join(" , "))).toEqual(paths);
      }),
    );
  });
});

const item: WireAttributes = {
  s: { S: "straße" },
  n: { N: "10" },
  lst: { L: [{ S: "a" }, { N: "1.0" }, { M: { deep: { S: "x" } } }] },
  letters: { SS: ["a", "b"] },
  numbers: { NS: ["1", "2.50"] },
  bytes: { B: Buffer.from("abc") },
  obj: { M: { k: { NULL: true } } },
};
const values: WireAttributes = {
  ":s": { S: "straße" },
  ":str": { S: "str" },
  ":a": { S: "a" },
  ":one": { N: "1" },
  ":nine": { N: "9" },
  ":ten": { N: "1e1" },
  ":six": { N: "6" },
  ":twoAndAHalf": { N: "2.5" },
  ":b": { B: Buffer.from("b") },
  ":set": { SS: ["b", "a"] },
  ":type": { S: "NS" },
};

const holds = (text: string): boolean =>
  evaluateCondition(parseCondition("FilterExpression", text), readAttributes(item), readAttributes(values));

describe("a condition", () => {
  it.each([
    "s = :s",
    "n = :ten",
    "n > :nine",
    "n <> :s",
    "gone <> :s",
    "NOT gone = :s",
    "n BETWEEN :nine AND :ten",
    "n IN (:nine, :ten)",
    "attribute_exists(lst[2].deep)",
    "attribute_not_exists(lst[3])",
    "attribute_type(numbers, :type)",
    "begins_with(s, :str)",
    "contains(s, :str)",
    "contains(letters, :a)",
    "contains(numbers, :twoAndAHalf)",
    "contains(lst, :one)",
    "contains(bytes, :b)",
    "letters = :set",
    "size(s) = :six",
    "size(obj) = :one",
    // AND binds tighter than OR, NOT tighter than both.
    "s = :s OR s = :a AND n = :nine",
    "NOT s = :a AND n = :ten",
    "NOT (s = :s AND n = :nine)",
    "(s = :a or s = :s) and n = :ten",
  ])("%s holds", (text) => {
    expect(holds(text)).toBe(true);
  });

  it.each([
    "gone = :s",
    "gone < :s",
    "n < :s",
    "s > :ten",
    "size(n) = :one",
    "size(n) < :ten",
    "contains(n, :one)",
    "begins_with(n, :str)",
    "(s = :s OR s = :a) AND n = :nine",
    "NOT s = :s OR n = :nine",
    "gone BETWEEN :nine AND :ten",
    "gone IN (:one)",
  ])("%s does not hold", (text) => {
    expect(holds(text)).toBe(false);
  });

  it.each([
    ["a = ", 'Syntax error; token: "<EOF>", near: "="'],
    ["a == :b", 'Syntax error; token: "=", near: "=='],
    ["a", 'Syntax error; token: "<EOF>"'],
    ["((a = :b))", "The expression has redundant parentheses;"],
    ["foo(a)", "Invalid function name; function: foo"],
    ["size(a)", "The function is not allowed to be used this way in an expression; function: size"],
    ["if_not_exists(a, :b) = :c", "The function is not allowed in a condition expression; function: if_not_exists"],
    ["name = :b", "Attribute name is a reserved keyword; reserved keyword: name"],
    [`${"(".repeat(4000)}a`, "The expression has too many levels of nesting;"],
    [`${"NOT ".repeat(1000)}a = :b`, "The expression has too many levels of nesting;"],
    ["  ", "The expression can not be empty;"],
    ["a = :b %", 'Syntax error; token: "%", near: "%"'],
  ])("%s is refused", (text, problem) => {
    expect(() => parseCondition("ConditionExpression", text)).toThrow(`Invalid ConditionExpression: ${problem}`);
  });
});
