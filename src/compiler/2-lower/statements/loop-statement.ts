import { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { lowerForIn, lowerForOf } from "./for-of-statement.ts";
import { lowerFor } from "./for-statement.ts";
import { lowerWhile } from "./while-statement.ts";

export type LoopStatement =
  | ts.ForOfStatement
  | ts.ForInStatement
  | ts.ForStatement
  | ts.WhileStatement
  | ts.DoStatement;

export function isLoop(node: ts.Statement): node is LoopStatement {
  return ts.isIterationStatement(node, false);
}

/** Lowers a loop with the labels that stand before it. */
export function lowerLoopStatement(node: LoopStatement, labels: readonly string[], context: LowerContext): void {
  if (ts.isForOfStatement(node)) return lowerForOf(node, labels, context);
  if (ts.isForInStatement(node)) return lowerForIn(node, labels, context);
  if (ts.isForStatement(node)) return lowerFor(node, labels, context);
  return lowerWhile(node, labels, ts.isWhileStatement(node), context);
}
