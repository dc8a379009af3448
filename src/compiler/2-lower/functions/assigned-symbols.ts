import { ts } from "../../program.ts";
import { mutatedObject, rootName } from "../mutation/mutating-methods.ts";
import { isAssignmentOperator } from "../statements/assignment-operator.ts";

/**
 * The names that running a node gives new values, also in functions inside it; declarations are not among them. Changing
 * an object in place gives the name that holds it a new value.
 */
export function assignedSymbols(node: ts.Node, checker: ts.TypeChecker): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const addTarget = (target: ts.Node): void => {
    const inner = ts.skipPartiallyEmittedExpressions(target);
    if (ts.isIdentifier(inner)) addSymbol(inner);
    else if (ts.isParenthesizedExpression(inner)) addTarget(inner.expression);
    else if (ts.isShorthandPropertyAssignment(inner)) addSymbol(inner.name);
    else if (ts.isPropertyAssignment(inner)) addTarget(inner.initializer);
    else if (ts.isSpreadElement(inner) || ts.isSpreadAssignment(inner)) addTarget(inner.expression);
    else if (ts.isBinaryExpression(inner)) addTarget(inner.left);
    else if (ts.isArrayLiteralExpression(inner)) inner.elements.forEach(addTarget);
    else if (ts.isObjectLiteralExpression(inner)) inner.properties.forEach(addTarget);
    else if (ts.isExpression(inner)) addRoot(inner);
  };
  const addRoot = (expression: ts.Expression): void => {
    const root = rootName(expression);
    if (root !== undefined) addSymbol(root);
  };
  const addSymbol = (name: ts.Identifier): void => {
    const symbol = ts.isShorthandPropertyAssignment(name.parent)
      ? checker.getShorthandAssignmentValueSymbol(name.parent)
      : checker.getSymbolAtLocation(name);
    if (symbol !== undefined) found.add(symbol);
  };
  const visit = (inner: ts.Node): void => {
    const mutated = mutatedObject(inner);
    if (mutated !== undefined) addRoot(mutated);
    if (ts.isBinaryExpression(inner) && isAssignmentOperator(inner.operatorToken.kind)) addTarget(inner.left);
    else if (isIncrement(inner)) addTarget(inner.operand);
    else if (
      (ts.isForOfStatement(inner) || ts.isForInStatement(inner)) &&
      !ts.isVariableDeclarationList(inner.initializer)
    )
      addTarget(inner.initializer);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

/** `x++`, `--x`. */
export function isIncrement(node: ts.Node): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
  return (
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
  );
}
