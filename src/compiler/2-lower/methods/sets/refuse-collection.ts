import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { type LowerContext, refuse } from "../../context.ts";
import { collectionAt } from "./collection-at.ts";

const methods = ["has", "add", "delete", "clear", "forEach", "values", "keys"];

/** Refuses a Set that would be passed on as it is, and a Map wherever it is; `undefined` for everything else. */
export function refuseCollection(node: ts.Expression, context: LowerContext): JsonataNode | undefined {
  if (!possible.has(node.kind)) return undefined;
  const name = collectionAt(node, context);
  if (name === undefined || (name === "Set" && isAsked(node))) return undefined;
  return refuse(context, node, name === "Set" ? "MR2144" : "MR2147", { name });
}

/** Other expressions are a collection only if a part of them is. */
const possible: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
]);

/** Whether a Set stands where only its elements matter, or where a constant gets it. */
function isAsked(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isSatisfiesExpression(parent)) return isAsked(parent);
  if (ts.isExpressionStatement(parent)) return true;
  if (ts.isForOfStatement(parent)) return parent.expression === node;
  if (ts.isSpreadElement(parent)) return ts.isArrayLiteralExpression(parent.parent);
  if (ts.isPropertyAccessExpression(parent)) return isQuestion(parent);
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) && isConstant(parent);
  if (ts.isNewExpression(parent)) return parent.expression.getText() === "Set";
  return ts.isCallExpression(parent) && parent.arguments[0] === node && parent.expression.getText() === "Array.from";
}

/** `set.size`, `set.has(value)`, what changes it, and the iterators, which are looked at where they are spread. */
function isQuestion({ name: { text }, parent }: ts.PropertyAccessExpression): boolean {
  return text === "size" || (methods.includes(text) && ts.isCallExpression(parent));
}

function isConstant({ parent }: ts.VariableDeclaration): boolean {
  return ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Const) !== 0;
}
