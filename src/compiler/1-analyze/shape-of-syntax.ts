import { ts } from "../program.ts";
import type { Shape } from "./shape.ts";

/**
 * What an expression is by its form alone, whatever is in it; `undefined` where the types must tell.
 *
 * TypeScript would check all that is inside once more to say the same.
 */
export function shapeOfSyntax(node: ts.Expression): Shape | undefined {
  if (ts.isParenthesizedExpression(node)) return shapeOfSyntax(node.expression);
  if (ts.isTemplateExpression(node)) return text;
  if (ts.isObjectLiteralExpression(node)) return node.properties.some(ts.isSpreadAssignment) ? undefined : object;
  return ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind) ? truth : undefined;
}

const text: Shape = new Set(["string"]);
const truth: Shape = new Set(["boolean"]);
const object: Shape = new Set(["object"]);

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
]);
