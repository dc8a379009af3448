import { ts } from "../../program.ts";
import { bare, type LowerContext } from "../context.ts";
import { isIncrement } from "../functions/assigned-symbols.ts";
import { lowerDelete } from "../mutation/lower-member-assignment.ts";
import { isObjectAssign, lowerObjectAssign } from "../mutation/lower-mutating-call.ts";
import { lowerExpression } from "../recursion.ts";
import { lowerAssignment, lowerIncrement } from "./assignment.ts";
import { isAssignmentOperator } from "./assignment-operator.ts";

export function lowerExpressionStatement(expression: ts.Expression, context: LowerContext): void {
  const node = bare(expression);
  if (ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind))
    return lowerAssignment(node, context);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    lowerExpressionStatement(node.left, context);
    return lowerExpressionStatement(node.right, context);
  }
  if (isIncrement(node)) return lowerIncrement(node, context);
  if (ts.isDeleteExpression(node)) return lowerDelete(node, context);
  if (isObjectAssign(node)) return lowerObjectAssign(node, context);
  // A value nobody uses is not computed, but what it awaits is done, and what it may not say is refused.
  lowerExpression(node, context);
}
