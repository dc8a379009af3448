import { boundNames, ts } from "../../program.ts";
import { isAssignmentOperator, isLogicalAssignment } from "../statements/assignment-operator.ts";

/** Whether an expression is evaluated before all else of its statement: nothing can have been read that it then changes. */
export function isEvaluatedFirst(node: ts.Expression): boolean {
  const { parent } = node;
  if (isTransparent(parent)) return isEvaluatedFirst(parent);
  if (ts.isBinaryExpression(parent)) return isFirstOperand(node, parent) && isEvaluatedFirst(parent);
  if (ts.isConditionalExpression(parent)) return parent.condition === node && isEvaluatedFirst(parent);
  if (ts.isElementAccessExpression(parent)) return isFirstOfAccess(node, parent) && isEvaluatedFirst(parent);
  if (ts.isPropertyAccessExpression(parent)) return isEvaluatedFirst(parent);
  if (ts.isCallExpression(parent)) return isFirstOfCall(node, parent) && isEvaluatedFirst(parent);
  if (ts.isArrayLiteralExpression(parent)) return parent.elements[0] === node && isEvaluatedFirst(parent);
  if (ts.isPropertyAssignment(parent)) {
    const { name, parent: whole } = parent;
    return !ts.isComputedPropertyName(name) && whole.properties[0] === parent && isEvaluatedFirst(whole);
  }
  if (ts.isTemplateSpan(parent)) return parent.parent.templateSpans[0] === parent && isEvaluatedFirst(parent.parent);
  if (ts.isVariableDeclaration(parent) || ts.isArrowFunction(parent)) return true;
  return (
    ts.isExpressionStatement(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isIfStatement(parent) ||
    ts.isWhileStatement(parent) ||
    ts.isDoStatement(parent)
  );
}

function isFirstOperand(node: ts.Expression, parent: ts.BinaryExpression): boolean {
  if (!isAssignmentOperator(parent.operatorToken.kind)) return parent.left === node;
  // `xs[i++] = i`: the position comes before the value.
  if (parent.left === node) return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  // `a = (b = 0)`: a name on the left is read by nothing.
  const isPlain = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(parent.left);
  return isPlain && parent.right === node;
}

/** `f(x)[0]`, and `xs[i++]` of a constant, which is the same array whatever the index does. */
function isFirstOfAccess(node: ts.Expression, parent: ts.ElementAccessExpression): boolean {
  if (parent.expression === node) return true;
  return parent.questionDotToken === undefined && isConstantName(parent.expression);
}

/** `f(x)(y)`, and the first argument of a function or a method of a constant. */
function isFirstOfCall(node: ts.Expression, call: ts.CallExpression): boolean {
  const { expression, arguments: given } = call;
  if (expression === node) return true;
  if (ts.isOptionalChain(call)) return false;
  if (given[0] !== node || ts.isSpreadElement(node)) return false;
  return (
    ts.isIdentifier(expression) || (ts.isPropertyAccessExpression(expression) && isConstantName(expression.expression))
  );
}

/** A name that no `let` and no parameter around declares. */
function isConstantName(node: ts.Expression): boolean {
  if (!ts.isIdentifier(node)) return false;
  return ts.findAncestor(node, (scope) => declaresChangeable(scope, node.text)) === undefined;
}

function declaresChangeable(scope: ts.Node, name: string): boolean {
  if (ts.isFunctionLike(scope))
    return scope.parameters.some((parameter) => boundNames(parameter.name).some(({ text }) => text === name));
  return listsOf(scope).some(
    (list) =>
      (list.flags & ts.NodeFlags.Const) === 0 &&
      list.declarations.some((each) => boundNames(each.name).some(({ text }) => text === name)),
  );
}

function listsOf(scope: ts.Node): readonly ts.VariableDeclarationList[] {
  if (ts.isForStatement(scope))
    return scope.initializer !== undefined && ts.isVariableDeclarationList(scope.initializer)
      ? [scope.initializer]
      : [];
  const isBlock = ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isCaseOrDefaultClause(scope);
  const statements: readonly ts.Statement[] = isBlock ? scope.statements : [];
  return statements.filter(ts.isVariableStatement).map(({ declarationList }) => declarationList);
}

function isTransparent(node: ts.Node): node is ts.Expression {
  return (
    ts.isAwaitExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isPrefixUnaryExpression(node) ||
    ts.isVoidExpression(node)
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
