import { ts } from "../program.ts";

/**
 * How often a loop can run by a counter that the source shows: a variable that the loop increments and compares with a number.
 * Whether that comparison really ends the loop is not proved; it is there, and a person wrote it to bound something.
 */
export function countedBound(loop: ts.Node): number | undefined {
  const counters = new Set<string>();
  const compared = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    const counter = incremented(node);
    if (counter !== undefined) counters.add(counter);
    const comparison = comparisonWithNumber(node);
    if (comparison !== undefined)
      compared.set(comparison.name, Math.min(comparison.limit, compared.get(comparison.name) ?? Infinity));
    ts.forEachChild(node, visit);
  };
  visit(loop);
  const bounds = [...counters].flatMap((name) => compared.get(name) ?? []);
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}

/** `i++`, `i += 1`, `i--` */
function incremented(node: ts.Node): string | undefined {
  const isStep =
    (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken);
  if (isStep) return ts.isIdentifier(node.operand) ? node.operand.text : undefined;
  const adds =
    ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken ||
      node.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken) &&
    ts.isNumericLiteral(node.right);
  return adds && ts.isIdentifier(node.left) ? node.left.text : undefined;
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
]);

function comparisonWithNumber(node: ts.Node): { readonly name: string; readonly limit: number } | undefined {
  if (!ts.isBinaryExpression(node) || !comparisons.has(node.operatorToken.kind)) return undefined;
  const { left, right } = node;
  return ts.isIdentifier(left) && ts.isNumericLiteral(right)
    ? { name: left.text, limit: Number(right.text) }
    : undefined;
}
