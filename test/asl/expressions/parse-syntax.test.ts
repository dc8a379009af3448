import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { expressionErrorMessage, parseSyntax } from "../../../src/asl/expressions/parse-syntax.ts";

// Expressions are parsed together; what each gives must be what it gives alone.

const expressions = [
  "$x.y[0].z",
  "$y ",
  "\n$z\n",
  "1 /* why */",
  "function($x) { $x + 1 }",
  "(1; 2)",
  "[1..3]",
  "[[1]]",
  "'..'",
  "$x[]",
  "$s^(a)",
  "a@$v.b",
  "/ab/",
  "$match($x, /a]b/)",
  "{ 'a': $x }",
  "$x ~> $f",
];

/** Each is wrong, or would mean something else, as part of an array. */
const hostile = [
  "",
  "1;",
  "1, 2",
  "1..3",
  "1 2",
  "1], [2",
  "x][0",
  "x][",
  "x]{'a': 1",
  "x]@$v[1",
  "]",
  "1 /* open",
  '"open',
  "1] /* ",
  "*/ [2",
  "%.x",
];

function alone(source: string): unknown {
  try {
    return withoutPositions(jsonata(source).ast());
  } catch (error) {
    return { problem: expressionErrorMessage(error) };
  }
}

function withoutPositions(tree: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      key === "position" ? undefined : value instanceof RegExp ? String(value) : value,
    ),
  );
}

describe("parsing the expressions of a definition", () => {
  it("gives for each the tree that it has alone", () => {
    const trees = parseSyntax([...expressions, expressions[0]!]);
    expect([...trees.keys()]).toEqual(expressions);
    for (const [source, tree] of trees)
      expect({ source, tree: withoutPositions(tree) }).toEqual({ source, tree: alone(source) });
  });

  it.each(hostile)("is not misled by %j", (source) => {
    for (const other of ["$x", ...hostile]) {
      for (const [text, tree] of parseSyntax(["$a", source, "1", other, "$b"]))
        expect({ text, tree: withoutPositions(tree) }).toEqual({ text, tree: alone(text) });
    }
  });

  it("parses none", () => {
    expect(parseSyntax([]).size).toBe(0);
  });
});
