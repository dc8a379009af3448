import { ts } from "../../program.ts";
import { bare, type LowerContext, symbolOf } from "../context.ts";

/** What `Promise.resolve(value)` resolves with, as `await` would; any other expression is itself. */
export function resolvedOperand(expression: ts.Expression, context: LowerContext): ts.Expression {
  const node = bare(expression);
  const [value, ...others] = ts.isCallExpression(node) ? node.arguments : [];
  if (value === undefined || others.length > 0 || ts.isSpreadElement(value)) return expression;
  const isResolved = ts.isCallExpression(node) && promiseMethod(node, context) === "resolve";
  return isResolved ? resolvedOperand(value, context) : expression;
}

/** Which method of the global `Promise` a call calls, for instance `all`. */
export function promiseMethod(node: ts.CallExpression, context: LowerContext): string | undefined {
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return undefined;
  const declaration = symbolOf(context, callee.expression)?.declarations?.[0];
  const isGlobal = callee.expression.text === "Promise" && declaration?.getSourceFile().isDeclarationFile === true;
  return isGlobal ? callee.name.text : undefined;
}
