import { array, spreadElements } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { mayBeUndefined } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { refuse, shapeAt, sourceText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";

/** JSONata's constructor takes an array for its elements and anything else for one, as `concat` does. */
export function lowerConcat(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  if (node.arguments.some((argument) => ts.isSpreadElement(argument))) return refuseMethod(method);
  const others = node.arguments.map((argument) =>
    mayBeUndefined(shapeAt(context, argument))
      ? refuse(context, argument, "MR2109", { text: sourceText(argument) })
      : lowerExpression(argument, context),
  );
  return array([receiver, ...others].flatMap(spreadElements));
}
