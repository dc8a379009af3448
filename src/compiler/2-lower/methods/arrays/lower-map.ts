import { poison } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { mayBeUndefined } from "../../../1-analyze/shape.ts";
import { refuse } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerCallback } from "../lambda.ts";
import { lowerConversion } from "../lower-conversion.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";
import { resultShapeAt } from "./element-shape.ts";
import { mapEach } from "./map-each.ts";

export function lowerMap(method: MethodCall): JsonataNode {
  const { node, callee, receiver, context } = method;
  const [callback] = node.arguments;
  if (callback === undefined || node.arguments.length !== 1) return refuseMethod(method);
  const lowered =
    lowerConversion(callback, ["String", "Number", "Boolean"], callee.expression, context) ??
    lowerCallback(callback, lowerExpression, context);
  if (lowered === undefined) return poison;
  const shape = resultShapeAt(node, callback, context);
  if (mayBeUndefined(shape)) return refuse(context, callback, "MR2109", { text: "the callback's result" });
  return mapEach(receiver, lowered, shape, context);
}
