import { isOnly, shapeOf } from "../../1-analyze/shape.ts";
import { array, index, literal } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, symbolOf } from "../context.ts";
import { asElement } from "../expressions/as-element.ts";
import { functionOf } from "../functions/function-of.ts";
import { lowerAwaited, lowerExpression } from "../recursion.ts";
import { elementName, pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { isPromise, isTaskCall } from "./effect-call.ts";
import { lowerMap } from "./lower-map.ts";
import { lowerRegion } from "./lower-region.ts";
import { orNull } from "../statements/return-statement.ts";

export function isPromiseAll(node: ts.CallExpression, context: LowerContext): boolean {
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "all" || !ts.isIdentifier(callee.expression))
    return false;
  const declaration = symbolOf(context, callee.expression)?.declarations?.[0];
  return callee.expression.text === "Promise" && declaration?.getSourceFile().isDeclarationFile === true;
}

/** `Promise.all([…])` becomes a Parallel state, `Promise.all(items.map(async …))` a Map state. */
export function lowerPromiseAll(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const argument = node.arguments[0] === undefined ? undefined : bare(node.arguments[0]);
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
  const effect = { items: lowerExpression(items, context) };
  return lowerMap({ node, callback: called, name: `ForEach${elementName(items)}`, effect }, context);
}

function lowerTuple(node: ts.CallExpression, tuple: ts.ArrayLiteralExpression, context: LowerContext): JsonataNode {
  if (tuple.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)))
    return refuse(context, node, "MR2124");
  const awaited = tuple.elements.filter((element) => isPromise(element, context) || choosesPromise(element, context));
  if (awaited.length === 1) {
    return array(
      tuple.elements.map((element) => {
        const value = element === awaited[0] ? lowerAwaited(element, context) : lowerExpression(element, context);
        return asElement(orNull(value), awaitedShape(element, context), context);
      }),
    );
  }
  const branches = awaited.map((element) => lowerRegion(element, context, (inner) => lowerAwaited(element, inner)));
  if (awaited.length === 0)
    return array(
      tuple.elements.map((element) => asElement(lowerExpression(element, context), shapeAt(context, element), context)),
    );
  const names = awaited.map((element) => branchName(element, context));
  const name = names.length <= 3 ? names.join("And") : "Parallel";
  const result = addEffect({ node, effect: { kind: "parallel", branches }, name, resultName: "results" }, context);
  if (awaited.length === tuple.elements.length) return result;
  return array(
    tuple.elements.map((element) => {
      const branch = awaited.indexOf(element);
      const value = branch < 0 ? lowerExpression(element, context) : index(result, literal(branch), false);
      return asElement(value, awaitedShape(element, context), context);
    }),
  );
}

/** `vip ? 0 : task(…)`: a promise on one way at least. */
function choosesPromise(element: ts.Expression, context: LowerContext): boolean {
  const node = bare(element);
  if (!ts.isConditionalExpression(node)) return false;
  return [node.whenTrue, node.whenFalse].some((arm) => isPromise(arm, context) || choosesPromise(arm, context));
}

function awaitedShape(node: ts.Expression, context: LowerContext): ReturnType<typeof shapeOf> {
  const { checker } = context;
  return shapeOf(checker.getAwaitedType(checker.getTypeAtLocation(node)) ?? checker.getTypeAtLocation(node), checker);
}

function branchName(element: ts.Expression, context: LowerContext): string {
  const node = bare(element);
  if (!ts.isCallExpression(node)) return "Branch";
  const callee = pascalCase(sourceText(node.expression));
  const [first] = node.arguments;
  return !isTaskCall(node, context) && first !== undefined && ts.isIdentifier(first)
    ? `${callee}${pascalCase(first.text)}`
    : callee;
}
