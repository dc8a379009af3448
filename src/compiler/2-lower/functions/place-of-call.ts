import { ts } from "../../program.ts";
import { isAssignmentOperator } from "../statements/assignment-operator.ts";

/** Whether a call is all that its statement evaluates: nothing around it can have read what the call then changes. */
export function isWholeOperand(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent)) return isWholeOperand(parent);
  if (ts.isBinaryExpression(parent)) {
    const isPlain = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(parent.left);
    return isPlain && parent.right === node && ts.isExpressionStatement(parent.parent);
  }
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name);
  return ts.isExpressionStatement(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
}

/**
 * Whether JavaScript may leave a node out in a way that has no branch of its own when it is lowered: behind `?.`, in a
 * default, on the right of `??=` and its siblings. Arms of `?:`, `&&`, `||` and `??` do become branches.
 */
export function isConditionallyEvaluated(node: ts.Node): boolean {
  for (let inner = node; !ts.isStatement(inner) && !ts.isFunctionLike(inner); inner = inner.parent) {
    const { parent } = inner;
    if (ts.isOptionalChain(parent) && parent.expression !== inner) return true;
    if (ts.isBindingElement(parent) || ts.isParameter(parent)) return true;
    if (ts.isBinaryExpression(parent) && parent.right === inner && isLogicalAssignment(parent)) return true;
  }
  return false;
}

function isLogicalAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    isAssignmentOperator(kind) &&
    (kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
      kind === ts.SyntaxKind.BarBarEqualsToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken)
  );
}
