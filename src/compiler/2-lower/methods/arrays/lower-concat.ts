import { array, spreadElements } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { refuse, sourceText } from "../../context.ts";
import { mayBeUndefinedAt } from "../../declared-type.ts";
import { lowerExpression } from "../../recursion.ts";
import { type MethodCall, refuseMethod } from "../method-call.ts";

/** JSONata's constructor takes an array for its elements and anything else for one, as `concat` does. */
export function lowerConcat(method: MethodCall): JsonataNode {
  const { node, receiver, context } = method;
  if (node.arguments.some((argument) => ts.isSpreadElement(argument))) return refuseMethod(method);
  const others = node.arguments.map((argument) =>
    mayBeUndefinedAt(argument, context)
      ? refuse(context, argument, "MR2109", { text: sourceText(argument) })
      : lowerExpression(argument, context),
  );
  return array([receiver, ...others].flatMap(spreadElements));
}
