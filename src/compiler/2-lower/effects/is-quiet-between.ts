import { contains, ts } from "../../program.ts";
import { type LowerContext, millraceName } from "../context.ts";
import { effectsOf } from "../functions/effects-of.ts";
import { isStart, startedOf } from "./is-start.ts";
import type { PromiseUse } from "./only-use.ts";

/** Whether nothing happens between a start and the await of it that would tell the order in which things run. */
export function isQuietBetween(initializer: ts.Expression, use: PromiseUse, context: LowerContext): boolean {
  const nodes = [...use.between, ...evaluatedBefore(use)];
  const { reads } = effectsOf(initializer, context);
  let hasAwaited = false;
  return nodes.every((node) => {
    const { changes, throws } = effectsOf(node, context);
    // What failed meanwhile is thrown where it is awaited; what would have been started by then has been.
    if (throws || [...changes].some((symbol) => reads.has(symbol)) || happens(node, node, context)) return false;
    if (hasAwaited && starts(node, context)) return false;
    hasAwaited ||= awaits(node);
    return true;
  });
}

/** The parts of the statement that awaits the promise which are evaluated before that. */
function evaluatedBefore({ node: use, holder }: PromiseUse): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end <= use.pos) found.push(node);
    else if (node.pos < use.pos) ts.forEachChild(node, visit);
  };
  ts.forEachChild(holder, visit);
  return found;
}

function happens(node: ts.Node, whole: ts.Node, context: LowerContext): boolean {
  if (ts.isAwaitExpression(node) && startedOf(node.expression, context) === undefined) return true;
  if (ts.isThrowStatement(node)) return true;
  // What a function returns goes to where it is called.
  if (ts.isReturnStatement(node) && !isInsideFunction(node, whole)) return true;
  if (ts.isBreakOrContinueStatement(node) && leaves(node, whole)) return true;
  const isClock = ts.isPropertyAccessExpression(node) && millraceName(context, node.expression) === "context";
  return isClock || (ts.forEachChild(node, (child) => happens(child, whole, context) || undefined) ?? false);
}

function isInsideFunction(node: ts.Node, whole: ts.Node): boolean {
  const around = ts.findAncestor(node, ts.isFunctionLike);
  return around !== undefined && contains(whole, around);
}

/** Whether a jump goes to somewhere outside of a node. */
function leaves(jump: ts.BreakOrContinueStatement, whole: ts.Node): boolean {
  const target = ts.findAncestor(jump, (each) => {
    if (jump.label !== undefined) return ts.isLabeledStatement(each) && each.label.text === jump.label.text;
    return ts.isIterationStatement(each, false) || (ts.isBreakStatement(jump) && ts.isSwitchStatement(each));
  });
  return target === undefined || target.pos < whole.pos || target.end > whole.end;
}

function starts(node: ts.Node, context: LowerContext): boolean {
  return (
    ts.isVariableStatement(node) &&
    node.declarationList.declarations.some(
      ({ initializer }) => initializer !== undefined && isStart(initializer, context),
    )
  );
}

function awaits(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || (ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false);
}
