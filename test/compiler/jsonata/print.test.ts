import * as fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import {
  array,
  binary,
  block,
  call,
  conditional,
  index,
  lambda,
  literal,
  local,
  member,
  negate,
  nested,
  nothing,
  object,
  range,
  reference,
  spread,
  states,
} from "../../../src/compiler/jsonata/build.ts";
import type { BinaryOperator, JsonataNode } from "../../../src/compiler/jsonata/node.ts";
import { printJsonata } from "../../../src/compiler/jsonata/print.ts";
import { structureOfAst, structureOfNode } from "../../support/jsonata-structure.ts";

const x = reference({ name: "x" });
const y = local("y");

const operators: readonly BinaryOperator[] = [
  ...(["+", "-", "*", "/", "%", "&", "=", "!=", "<", "<=", ">", ">=", "in", "and", "or"] as const),
];

const { node } = fc.letrec<{ node: JsonataNode }>((tie) => {
  const any = tie("node");
  const name = fc.constantFrom("a", "b c", "true", "and", "detail-type", "d.e", "é", "_f", "");
  const leaf: fc.Arbitrary<JsonataNode> = fc.oneof(
    fc.string({ unit: "grapheme" }).map(literal),
    fc
      .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
      .map((value) => literal(value === 0 ? 0 : value)),
    fc.constantFrom(literal(true), literal(null), x, y, nothing, states("input"), states("result")),
  );
  const inner: fc.Arbitrary<JsonataNode> = fc.oneof(
    fc.tuple(any, name).map(([head, key]) => member(head, key, true)),
    fc.tuple(any, fc.nat(9)).map(([head, position]) => index(head, literal(position), true)),
    fc.tuple(fc.constantFrom(...operators), any, any).map(([operator, left, right]) => binary(operator, left, right)),
    any.map(negate),
    fc.tuple(any, any, any).map(([test, first, second]) => conditional(test, first, second)),
    fc.array(fc.oneof(any, any.map(spread), any.map(nested)), { maxLength: 3 }).map(array),
    fc.array(fc.tuple(fc.string(), any), { maxLength: 3 }).map(object),
    fc
      .tuple(fc.constantFrom("count", "string", "append"), fc.array(any, { maxLength: 3 }))
      .map(([f, args]) => call(f, ...args)),
    fc.tuple(fc.array(fc.constantFrom("v", "i"), { maxLength: 2 }), any).map(([names, body]) => lambda(names, body)),
    fc.tuple(any, any).map(([value, result]) => block([{ name: "t", value }], result)),
  );
  return { node: fc.oneof({ maxDepth: 6, withCrossShrink: true }, leaf, inner) };
});

describe("printing", () => {
  it("gives what the parser reads back as the same expression", () => {
    fc.assert(
      fc.property(node, (expression) => {
        const text = printJsonata(expression);
        expect(structureOfAst(jsonata(text).ast())).toEqual(structureOfNode(expression));
      }),
      { numRuns: 800, seed: 1 },
    );
  });

  it.each([
    [binary("-", x, binary("-", y, literal(1))), "$x - ($y - 1)"],
    [binary("-", binary("-", x, y), literal(1)), "$x - $y - 1"],
    [binary("&", binary("+", x, y), literal("")), '($x + $y) & ""'],
    [binary("and", binary("or", x, y), x), "($x or $y) and $x"],
    [binary("*", literal(-1), x), "-1 * $x"],
    [conditional(conditional(x, y, x), x, y), "($x ? $y : $x) ? $x : $y"],
    [member(x, "detail-type", false), "$x.`detail-type`"],
    [index(x, member(y, "n", false), true), "$x[$y.n]"],
    [index(x, call("count", array([member(call("f", y), "n", false)])), true), '$x[$count([$lookup($f($y), "n")])]'],
    [
      index(x, member(member(block([], index(index(x, y, true), y, true)), "a", true), "b", true), true),
      '$x[$lookup($lookup(($x[$y])[$y], "a"), "b")]',
    ],
    [member(x, "true", false), "$x.`true`"],
    [member(x, "a.b", false), '$lookup($x, "a.b")'],
    [array([nested(x), spread(y)]), "[[$x], $y]"],
    [array([spread(array([x]))]), "[([$x])]"],
    [literal('it\'s "quoted" \\ \n'), '"it\'s \\"quoted\\" \\\\ \\n"'],
    [literal(1e21), "1e21"],
    [range(literal(0), binary("-", x, literal(1))), "[0 .. $x - 1]"],
  ] as const)("prints %# with as few parentheses as it may", (expression, text) => {
    expect(printJsonata(expression)).toBe(text);
  });
});

describe("building", () => {
  it("takes a member of an object that is written out", () => {
    expect(member(object([["a", x]]), "a", true)).toBe(x);
    expect(member(object([["a", x]]), "b", true)).toBe(nothing);
  });

  it("does not guess at an object with computed keys", () => {
    expect(member(object([{ key: y, value: x }]), "a", true).kind).toBe("member");
  });

  it("takes an element of an array that is written out, without what keeps it whole", () => {
    expect(index(array([y, nested(x)]), literal(1), true)).toBe(x);
    expect(index(array([spread(y), x]), literal(1), true).kind).toBe("index");
  });
});
