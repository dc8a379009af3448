import { describe, expect, it } from "vitest";
import type { Block, Region } from "../../../src/compiler/ir/ir.ts";
import { verifyIr } from "../../../src/compiler/ir/verify-ir.ts";
import { literal, poison, reference } from "../../../src/compiler/jsonata/build.ts";
import type { JsonataNode } from "../../../src/compiler/jsonata/node.ts";

const place = { file: "workflows/order.ts", line: 1, column: 1 };
const x = { name: "x" };
const error = { name: "error" };

function region(blocks: Readonly<Record<number, Block>>): Region {
  return { entry: 0, blocks: new Map(Object.entries(blocks).map(([id, block]) => [Number(id), block])) };
}

function returns(value: JsonataNode): Block {
  return { assigns: [], terminator: { kind: "return", value, place } };
}

function chooses(first: number, second: number, assigns: Block["assigns"] = []): Block {
  const rules = [{ condition: literal(true), target: first }];
  return { assigns, terminator: { kind: "choice", rules, otherwise: second, name: "If", place } };
}

function assignsX(target: number): Block {
  return { assigns: [{ variable: x, value: literal(1) }], terminator: { kind: "goto", target } };
}

/** A Map whose body is given, caught by a block that reads the error. */
function maps(body: Region, target: number, caught: number): Block {
  return {
    assigns: [],
    terminator: {
      kind: "effect",
      effect: { kind: "map", items: literal(null), body, indexed: false },
      result: undefined,
      resultMembers: undefined,
      target,
      catchers: [{ errors: ["States.ALL"], variable: error, target: caught }],
      name: "ForEach",
      place,
    },
  };
}

describe("verifying", () => {
  it("accepts a variable that each path assigns", () => {
    expect(() =>
      verifyIr(region({ 0: chooses(1, 2), 1: assignsX(3), 2: assignsX(3), 3: returns(reference(x)) })),
    ).not.toThrow();
  });

  it("rejects a variable that one path leaves unassigned", () => {
    expect(() => verifyIr(region({ 0: chooses(1, 2), 1: assignsX(2), 2: returns(reference(x)) }))).toThrow(
      /'x' is read/,
    );
  });

  it("rejects a jump to nowhere", () => {
    expect(() => verifyIr(region({ 0: chooses(1, 7), 1: returns(literal(1)) }))).toThrow(
      /block 7, which does not exist/,
    );
  });

  it("rejects a refused expression", () => {
    expect(() => verifyIr(region({ 0: returns(poison) }))).toThrow(/refused/);
  });

  it("defines an error where it is caught, and only there", () => {
    const body = region({ 0: returns(literal(1)) });
    expect(() =>
      verifyIr(region({ 0: maps(body, 1, 2), 1: returns(literal(1)), 2: returns(reference(error)) })),
    ).not.toThrow();
    expect(() =>
      verifyIr(region({ 0: maps(body, 1, 2), 1: returns(reference(error)), 2: returns(literal(1)) })),
    ).toThrow(/'error'/);
  });

  it("lets a nested region read outer variables but not assign them", () => {
    const reads = region({ 0: returns(reference(x)) });
    const assigns = region({ 0: assignsX(1), 1: returns(reference(x)) });
    const around = (body: Region): Region => region({ 0: assignsX(1), 1: maps(body, 2, 2), 2: returns(literal(1)) });
    expect(() => verifyIr(around(reads))).not.toThrow();
    expect(() => verifyIr(around(assigns))).toThrow(/outer region/);
  });
});
