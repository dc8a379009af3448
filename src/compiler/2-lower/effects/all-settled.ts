import { isAny, isOnly } from "../../1-analyze/shape.ts";
import { array, index, literal, object } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, shapeAt } from "../context.ts";
import { functionOf } from "../functions/function-of.ts";
import { lowerAwaited, lowerExpression } from "../recursion.ts";
import { elementName } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { awaitedShape, choosesPromise, parallelName } from "./branches.ts";
import { isPromise } from "./effect-call.ts";
import { lowerMap, returnShape } from "./lower-map.ts";
import { lowerSettled } from "./settled-region.ts";
import { resolvedOperand } from "./promise-method.ts";
import { startedInitializer } from "./started.ts";

/** `Promise.allSettled`: as `Promise.all`, with branches and iterations that never fail. */
export function lowerAllSettled(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [given] = node.arguments;
  const argument = given === undefined ? undefined : bare(startedInitializer(given, context));
  if (argument !== undefined && ts.isArrayLiteralExpression(argument)) return lowerTuple(node, argument, context);
  const callee = argument !== undefined && ts.isCallExpression(argument) ? bare(argument.expression) : undefined;
  const [callback, ...others] = argument !== undefined && ts.isCallExpression(argument) ? argument.arguments : [];
  const isMap = callee !== undefined && ts.isPropertyAccessExpression(callee) && callee.name.text === "map";
  if (!isMap || callback === undefined || others.length > 0) return refuse(context, node, "MR2124");
  const called = functionOf(callback, context);
  if (!isOnly(shapeAt(context, callee.expression), "array") || called === undefined || called.parameters.length > 2)
    return refuse(context, node, "MR2124");
  const shape = returnShape(called, context);
  if (isAny(shape, "undefined") && !isOnly(shape, "undefined"))
    return refuse(context, callback, "MR2109", { text: "the callback's result" });
  const items = lowerExpression(callee.expression, context);
  const name = `ForEach${elementName(callee.expression)}`;
  return lowerMap({ node, callback: called, name, items, settles: true }, context);
}

function lowerTuple(node: ts.CallExpression, tuple: ts.ArrayLiteralExpression, context: LowerContext): JsonataNode {
  if (tuple.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)))
    return refuse(context, node, "MR2124");
  const elements = tuple.elements.map((element) => resolvedOperand(startedInitializer(element, context), context));
  const awaited = elements.filter((element) => isPromise(element, context) || choosesPromise(element, context));
  const branches = awaited.map((element) => {
    const isVoid = isOnly(awaitedShape(element, context), "undefined");
    return lowerSettled({ node: element, isVoid, reason: ["name", "message"] }, context, (inner) =>
      lowerAwaited(element, inner),
    );
  });
  const fulfilled = (element: ts.Expression): JsonataNode =>
    object([
      ["status", literal("fulfilled")],
      ["value", lowerExpression(element, context)],
    ]);
  if (awaited.length === 0) return array(elements.map(fulfilled));
  const name = parallelName(awaited, context);
  const result = addEffect({ node, effect: { kind: "parallel", branches }, name, resultName: "outcomes" }, context);
  if (awaited.length === elements.length) return result;
  return array(
    elements.map((element) => {
      const branch = awaited.indexOf(element);
      return branch < 0 ? fulfilled(element) : index(result, literal(branch), false);
    }),
  );
}
