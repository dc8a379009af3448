import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { isOnly, type ShapeKind } from "../../1-analyze/shape.ts";
import { lowerExpression } from "../recursion.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";

/** A call `receiver.method(…)` whose receiver is lowered already. */
export interface MethodCall {
  readonly node: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly receiver: JsonataNode;
  readonly context: LowerContext;
}

/** Lowers one method. */
export type LowerMethod = (call: MethodCall) => JsonataNode;

export function refuseMethod({ node, callee, context }: MethodCall): JsonataNode {
  return refuse(context, node, "MR2112", { name: callee.name.text, type: typeText(context, callee.expression) });
}

/** Lowers the arguments if there are as many as wanted and each is of its kind; otherwise refuses the call. */
export function withArguments(
  call: MethodCall,
  kinds: readonly ShapeKind[],
  build: (...values: readonly JsonataNode[]) => JsonataNode,
): JsonataNode {
  const { node, context } = call;
  if (node.arguments.length !== kinds.length) return refuseMethod(call);
  for (const [position, argument] of node.arguments.entries()) {
    if (isOnly(shapeAt(context, argument), kinds[position]!)) continue;
    return refuse(context, argument, "MR2101", {
      text: sourceText(argument),
      type: typeText(context, argument),
      operator: `.${call.callee.name.text}`,
    });
  }
  return build(...node.arguments.map((argument) => lowerExpression(argument, context)));
}
