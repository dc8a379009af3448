import { refuseMethod, type MethodCall } from "../method-call.ts";
import { lowerCondition } from "../../expressions/condition.ts";
import { type LoweredCallback, lowerCallback } from "../lambda.ts";
import { lowerConversion } from "../lower-conversion.ts";

/** The one argument of `filter`, `find` and their kind: a callback, or `Boolean`. */
export function lowerTest(method: MethodCall): LoweredCallback | undefined {
  const { node, callee, context } = method;
  const [callback] = node.arguments;
  if (callback === undefined || node.arguments.length !== 1) {
    refuseMethod(method);
    return undefined;
  }
  return (
    lowerConversion(callback, ["Boolean"], callee.expression, context) ??
    lowerCallback(callback, lowerCondition, context)
  );
}
