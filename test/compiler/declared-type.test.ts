import { globSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { mayBeUndefined, shapeOf } from "../../src/compiler/1-analyze/shape.ts";
import type { LowerContext } from "../../src/compiler/2-lower/context.ts";
import { isPlain, isVoid, mayBeUndefinedAt } from "../../src/compiler/2-lower/declared-type.ts";
import { isPromise } from "../../src/compiler/2-lower/effects/effect-call.ts";
import { collectionAt } from "../../src/compiler/2-lower/methods/sets/collection-at.ts";
import { createPrograms, ts } from "../../src/compiler/program.ts";
import { rememberingChecker } from "../../src/compiler/remembering-checker.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** What the compiler asks of an expression, whichever way it finds the answer. */
interface Answers {
  readonly mayBeUndefined: boolean;
  readonly isVoid: boolean;
  readonly isPromise: boolean;
  readonly collection: string | undefined;
}

it("answers from declared types what TypeScript says of the place", () => {
  const fixtures = globSync("test/fixtures/compile/*/input.ts", {
    cwd: root,
  });
  const files = ["test/fixtures/declared-types/narrowing.ts", ...fixtures].map((file) => path.join(root, file));
  const { program } = createPrograms(root).next(files);
  const checker = program.getTypeChecker();
  const context = { checker: rememberingChecker(checker) } as LowerContext;
  const found: (readonly [place: string, answers: Answers])[] = [];
  const expected: typeof found = [];
  const wronglyPlain: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isAsked(node)) {
      const type = checker.getTypeAtLocation(node);
      const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
      const place = `${path.relative(root, node.getSourceFile().fileName)}:${line + 1} ${node.getText()}`;
      found.push([place, answersFor(node, context)]);
      expected.push([place, answersOf(type, checker)]);
      if (isPlain(node, context) && !isPlainType(type, checker)) wronglyPlain.push(place);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(program.getSourceFile(file)!);
  expect(found).toEqual(expected);
  expect(wronglyPlain).toEqual([]);
  // Each answer is given somewhere.
  for (const key of ["mayBeUndefined", "isVoid", "isPromise", "collection"] as const)
    expect(new Set(expected.map(([, answers]) => answers[key])).size).toBeGreaterThan(1);
});

/** Expressions that are read, by one of the forms whose declarations say what they are. */
function isAsked(node: ts.Node): node is ts.Expression {
  if (ts.isCallExpression(node)) return true;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  const { parent } = node;
  return (ts.isCallExpression(parent) && parent.arguments.includes(node)) || isReceiver(node);
}

function isReceiver(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
}

function answersFor(node: ts.Expression, context: LowerContext): Answers {
  return {
    mayBeUndefined: mayBeUndefinedAt(node, context),
    isVoid: isVoid(node, context),
    isPromise: isPromise(node, context),
    collection: collectionAt(node, context),
  };
}

const collections: Readonly<Record<string, string>> = {
  Set: "Set",
  ReadonlySet: "Set",
  Map: "Map",
  ReadonlyMap: "Map",
};

function answersOf(type: ts.Type, checker: ts.TypeChecker): Answers {
  const symbol = type.symbol as ts.Symbol | undefined;
  return {
    mayBeUndefined: mayBeUndefined(shapeOf(type, checker)),
    isVoid: (type.flags & ts.TypeFlags.Void) !== 0,
    isPromise: symbol?.name === "Promise",
    collection: symbol && collections[symbol.name],
  };
}

function isPlainType(type: ts.Type, checker: ts.TypeChecker): boolean {
  const parts = type.isUnion() ? type.types : type.isIntersection() ? type.types.slice(0, 1) : [type];
  return parts.every(
    (part) => (part.flags & ts.TypeFlags.Object) === 0 || checker.isArrayType(part) || checker.isTupleType(part),
  );
}
