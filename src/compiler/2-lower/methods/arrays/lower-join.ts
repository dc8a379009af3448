import { call, conditional, equals, lambda, literal, local, nullLiteral, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { definedPart, isAny, isOnly } from "../../../1-analyze/shape.ts";
import { shapeAt } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";
import { elementShapeAt } from "./element-shape.ts";
import { refuseElements } from "./refuse-elements.ts";

/** Null and undefined become nothing, everything else its text. */
export function lowerJoin(method: MethodCall): JsonataNode {
  const { node, callee, receiver, context } = method;
  const [separator] = node.arguments;
  if (node.arguments.length > 1) return refuseMethod(method);
  if (separator !== undefined && !isOnly(shapeAt(context, separator), "string")) return refuseMethod(method);
  const shape = elementShapeAt(callee.expression, context);
  if (!isOnly(definedPart(shape), "string", "number", "boolean")) return refuseElements(method);
  const between = separator === undefined ? literal(",") : lowerExpression(separator, context);
  if (!isAny(shape, "number", "boolean", "null")) return call("join", receiver, between);
  const item = context.names.local("item");
  const text = call("string", local(item));
  const body = shape.has("null") ? conditional(equals(local(item), nullLiteral), literal(""), text) : text;
  return call("join", sequence(call("map", receiver, lambda([item], body))), between);
}
