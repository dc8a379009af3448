import { ts } from "../../program.ts";
import { isAssignmentOperator } from "../statements/assignment-operator.ts";

/** Whether a call is evaluated before all else of its statement: nothing can have been read that the call then changes. */
export function isEvaluatedFirst(node: ts.Expression): boolean {
  const { parent } = node;
  if (isTransparent(parent)) return isEvaluatedFirst(parent);
  if (ts.isConditionalExpression(parent)) return parent.condition === node && isEvaluatedFirst(parent);
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent))
    return parent.expression === node && isEvaluatedFirst(parent);
  if (ts.isBinaryExpression(parent)) {
    if (!isAssignmentOperator(parent.operatorToken.kind)) return parent.left === node && isEvaluatedFirst(parent);
    const isPlain = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(parent.left);
    return isPlain && parent.right === node && ts.isExpressionStatement(parent.parent);
  }
  if (ts.isVariableDeclaration(parent) || ts.isArrowFunction(parent)) return true;
  return (
    ts.isExpressionStatement(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isIfStatement(parent) ||
    ts.isWhileStatement(parent) ||
    ts.isDoStatement(parent)
  );
}

function isTransparent(node: ts.Node): node is ts.Expression {
  return (
    ts.isAwaitExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isPrefixUnaryExpression(node)
  );
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
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken
  );
}
