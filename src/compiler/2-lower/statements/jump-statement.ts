import { bug } from "../../diagnostics/bug.ts";
import type { ts } from "../../program.ts";
import type { LowerContext } from "../context.ts";

/** TypeScript has made sure that there is something to leave. */
export function lowerBreak(node: ts.BreakStatement, context: LowerContext): void {
  const label = node.label?.text;
  const target = context.exits.targets.find(({ labels, isBreakable }) =>
    label === undefined ? isBreakable : labels.includes(label),
  );
  if (target === undefined) bug("a break has nothing to leave");
  target.break();
}

export function lowerContinue(node: ts.ContinueStatement, context: LowerContext): void {
  const label = node.label?.text;
  const target = context.exits.targets.find(
    ({ labels, continue: isLoop }) => isLoop !== undefined && (label === undefined || labels.includes(label)),
  );
  if (target?.continue === undefined) bug("a continue has no loop");
  target.continue();
}
