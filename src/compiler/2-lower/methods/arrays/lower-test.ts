import { local } from "../../../jsonata/build.ts";
import type { Shape } from "../../../1-analyze/shape.ts";
import { isAny } from "../../../1-analyze/shape.ts";
import { refuse, typeText } from "../../context.ts";
import { lowerCondition, truthOf } from "../../expressions/condition.ts";
import { isLibraryName } from "../../library-name.ts";
import { type LoweredCallback, lowerCallback } from "../lambda.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";
import { elementShapeAt } from "./element-shape.ts";

/** The one argument of `filter`, `find` and their kind: a callback, or `Boolean`. */
export function lowerTest(method: MethodCall): LoweredCallback | undefined {
  const { node, callee, context } = method;
  const [callback] = node.arguments;
  if (callback === undefined || node.arguments.length !== 1) {
    refuseMethod(method);
    return undefined;
  }
  if (!isLibraryName(callback, "Boolean", context)) return lowerCallback(callback, lowerCondition, context);
  const shape: Shape = elementShapeAt(callee.expression, context);
  if (isAny(shape, "unknown")) {
    const type = typeText(context, callee.expression);
    refuse(context, callback, "MR2101", { text: callee.expression.getText(), type, operator: "Boolean" });
    return undefined;
  }
  const item = context.names.local("item");
  return { parameters: [item], body: truthOf(local(item), shape, context) };
}
