import { isOnly, mayBeUndefined, shapeOf } from "../../1-analyze/shape.ts";
import { array, index, literal } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText } from "../context.ts";
import { asElement } from "../expressions/as-element.ts";
import { awaitInside } from "../contains-await.ts";
import { effectsOf } from "../functions/effects-of.ts";
import { functionOf } from "../functions/function-of.ts";
import { lowerAwaited, lowerExpression } from "../recursion.ts";
import { elementName } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { awaitedShape, choosesPromise, parallelName } from "./branches.ts";
import { isPromise } from "./effect-call.ts";
import { lowerMap } from "./lower-map.ts";
import { lowerRegion } from "./lower-region.ts";
import { resolvedOperand } from "./promise-method.ts";
import { startedInitializer } from "./started.ts";
import { orNull } from "../statements/return-statement.ts";

/** `Promise.all([…])` becomes a Parallel state, `Promise.all(items.map(async …))` a Map state. */
export function lowerPromiseAll(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [given] = node.arguments;
  const argument = given === undefined ? undefined : bare(startedInitializer(given, context));
  if (argument !== undefined && ts.isArrayLiteralExpression(argument)) return lowerTuple(node, argument, context);
  if (argument !== undefined && ts.isCallExpression(argument)) {
    const callee = bare(argument.expression);
    const [callback] = argument.arguments;
    const isMap = ts.isPropertyAccessExpression(callee) && callee.name.text === "map" && callback !== undefined;
    if (isMap && isOnly(shapeAt(context, callee.expression), "array") && argument.arguments.length === 1) {
      return lowerMapCall(node, callee.expression, callback, context);
    }
  }
  return refuse(context, node, "MR2124");
}

/** What `items.map(callback)` is made of, for one of the methods of Promise. */
function lowerMapCall(
  node: ts.CallExpression,
  items: ts.Expression,
  callback: ts.Expression,
  context: LowerContext,
): JsonataNode {
  const called = functionOf(callback, context);
  if (called === undefined) return refuse(context, callback, "MR2124");
  // The array itself, which `map` passes as a third, is not in scope of an iteration.
  const third = called.parameters[2];
  if (third !== undefined) return refuse(context, third, "MR2124");
  const name = `ForEach${elementName(items)}`;
  return lowerMap({ node, callback: called, name, items: lowerExpression(items, context) }, context);
}

/** A branch ends with JSON: null would come of what is undefined, and the code behind would tell them apart. */
function mayGiveUndefined(element: ts.Expression, { checker }: LowerContext): boolean {
  const type = checker.getTypeAtLocation(element);
  const awaited = checker.getAwaitedType(type) ?? type;
  return (awaited.flags & ts.TypeFlags.Void) === 0 && mayBeUndefined(shapeOf(awaited, checker));
}

function lowerTuple(node: ts.CallExpression, tuple: ts.ArrayLiteralExpression, context: LowerContext): JsonataNode {
  if (tuple.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)))
    return refuse(context, node, "MR2124");
  const elements = tuple.elements.map((element) => resolvedOperand(startedInitializer(element, context), context));
  const missing = ts.isExpressionStatement(node.parent.parent)
    ? undefined
    : elements.find((element) => mayGiveUndefined(element, context));
  if (missing !== undefined) return refuse(context, missing, "MR2109", { text: sourceText(missing) });
  const isAwaited = elements.map((element) => isPromise(element, context) || choosesPromise(element, context));
  const refused = refuseOrder(elements, isAwaited, context);
  if (refused !== undefined) return refused;
  // What is no promise is a value of before anything was awaited.
  const values = elements.map((element, position) =>
    isAwaited[position] ? undefined : lowerExpression(element, context),
  );
  const awaited = elements.filter((_, position) => isAwaited[position]);
  const results = lowerBranches(node, awaited, context);
  return array(
    elements.map((element, position) => {
      const value = values[position] ?? results[awaited.indexOf(element)]!;
      return asElement(orNull(value), awaitedShape(element, context), context);
    }),
  );
}

/** What each of some promises resolves with; one alone needs no Parallel state. */
function lowerBranches(
  node: ts.CallExpression,
  awaited: readonly ts.Expression[],
  context: LowerContext,
): readonly JsonataNode[] {
  if (awaited.length <= 1) return awaited.map((element) => lowerAwaited(element, context));
  const branches = awaited.map((element) => lowerRegion(element, context, (inner) => lowerAwaited(element, inner)));
  const name = parallelName(awaited, context);
  const result = addEffect({ node, effect: { kind: "parallel", branches }, name, resultName: "results" }, context);
  return awaited.map((_, position) => index(result, literal(position), false));
}

/** Refuses elements whose values would tell in which order they, and the calls beside them, are evaluated. */
function refuseOrder(
  elements: readonly ts.Expression[],
  isAwaited: readonly boolean[],
  context: LowerContext,
): JsonataNode | undefined {
  const first = isAwaited.indexOf(true);
  if (first < 0) return undefined;
  if (elements.length === 1) return undefined;
  const effects = elements.map((element) => effectsOf(element, context));
  for (const [position, element] of elements.entries()) {
    // What is evaluated before the first call is started is as it was.
    if (!isAwaited[position] && position < first) continue;
    const inside = awaitInside(element);
    if (inside !== undefined) return refuse(context, inside, "MR2168", { text: sourceText(inside) });
    const { changes } = effects[position]!;
    const others = effects.filter((_, other) => other !== position);
    const seen = others.flatMap(({ reads }) => [...reads]).find((read) => changes.has(read));
    if (seen !== undefined) return refuse(context, element, "MR2170", { text: sourceText(element), name: seen.name });
  }
  return undefined;
}
