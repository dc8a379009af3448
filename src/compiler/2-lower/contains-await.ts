import { ts } from "../program.ts";

/** Whether evaluating a node awaits something; functions inside it do so on their own time. */
export function containsAwait(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => containsAwait(child) || undefined) ?? false;
}
