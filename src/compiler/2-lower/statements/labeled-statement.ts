import { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";
import { lowerStatement } from "../recursion.ts";
import { isLoop, lowerLoopStatement } from "./loop-statement.ts";

/** A label names a loop for `break` and `continue`; of any other statement `break` alone can use it. */
export function lowerLabeled(node: ts.LabeledStatement, context: LowerContext, outer: readonly string[] = []): void {
  const labels = [...outer, node.label.text];
  const { statement } = node;
  if (ts.isLabeledStatement(statement)) return lowerLabeled(statement, context, labels);
  if (isLoop(statement)) return lowerLoopStatement(statement, labels, context);
  const { region } = context;
  const after = region.newBlock();
  let isLeft = false;
  const leave = (): void => {
    isLeft = true;
    region.end({ kind: "goto", target: after });
  };
  const target = { labels, isBreakable: false, break: leave, continue: undefined };
  lowerStatement(statement, { ...context, exits: { ...context.exits, targets: [target, ...context.exits.targets] } });
  if (region.isReachable()) leave();
  if (isLeft) region.start(after);
}
