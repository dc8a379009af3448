import { definedPart, isOnly } from "../../1-analyze/shape.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, shapeAt } from "../context.ts";
import { collectionAt } from "../methods/sets/collection-at.ts";

export type ForEachCall = ts.CallExpression & { readonly expression: ts.PropertyAccessExpression };

/** Whether a node is a call of `forEach` of an array or a Set. */
export function isForEach(node: ts.Node, context: LowerContext): node is ForEachCall {
  if (!ts.isCallExpression(node)) return false;
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "forEach") return false;
  const isArray = isOnly(definedPart(shapeAt(context, callee.expression)), "array");
  return isArray || collectionAt(callee.expression, context) === "Set";
}
