import { ts } from "../program.ts";

/** The first `await` that evaluating a node comes to; functions inside it await on their own time. */
export function awaitInside(node: ts.Node): ts.AwaitExpression | undefined {
  if (ts.isAwaitExpression(node)) return node;
  return ts.isFunctionLike(node) ? undefined : ts.forEachChild(node, awaitInside);
}

/** Whether evaluating a node awaits something. */
export function containsAwait(node: ts.Node): boolean {
  return awaitInside(node) !== undefined;
}
