import type { JsonataNode } from "../jsonata/node.ts";
import type { ts } from "../program.ts";
import type { LowerContext } from "./context.ts";

// A construct contains expressions and statements of any kind, itself among them. It reaches them through the context's
// dispatch, so that no file imports one that imports it.

/** Lowers an expression to one JSONata node, whose value is "missing" where JavaScript's is undefined. */
export function lowerExpression(node: ts.Expression, context: LowerContext): JsonataNode {
  return context.dispatch.expression(node, context);
}

/** Lowers what an `await` waits for: a task, an emit, `Promise.all`; any other value is itself. */
export function lowerAwaited(operand: ts.Expression, context: LowerContext): JsonataNode {
  return context.dispatch.awaited(operand, context);
}

export function lowerStatement(node: ts.Statement, context: LowerContext): void {
  context.dispatch.statement(node, context);
}

export function lowerStatements(statements: readonly ts.Statement[], context: LowerContext): void {
  for (const statement of statements) {
    // TypeScript itself warns of what no path reaches.
    if (!context.region.isReachable()) return;
    lowerStatement(statement, context);
  }
}
