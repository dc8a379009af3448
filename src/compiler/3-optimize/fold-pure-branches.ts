import type { Assign, Block, BlockId, Choice, Region, Return } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { livenessOf, type Liveness } from "../ir/liveness.ts";
import { predecessorCounts } from "../ir/walk-region.ts";
import { conditional, reference } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute } from "../jsonata/substitute.ts";
import { depthOf } from "../jsonata/walk.ts";
import { dropDeadAssigns } from "./drop-dead-assigns.ts";
import { parallelAssigns } from "./parallel-assigns.ts";
import { inReadableOrder } from "./readable-order.ts";

/** Conditional expressions are kept well below the bound, since they are substituted into others. */
const deepestFold = 24;

/** An if whose arms only assign, or only return, becomes a conditional value: no state at all. */
export function foldPureBranches(whole: Region): Region {
  // Where two arms meet, only what is live gets a value: no dead assignment may be left there to read more.
  const region = dropDeadAssigns(whole);
  const liveness = livenessOf(region);
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks) blocks.set(id, fold(block, region, liveness) ?? block);
  return { ...region, blocks };
}

function fold(block: Block, region: Region, liveness: Liveness): Block | undefined {
  const { terminator } = block;
  if (terminator.kind !== "choice" || terminator.rules.length !== 1) return undefined;
  return foldReturns(block, terminator, region) ?? foldAssigns(block, terminator, region, liveness);
}

function foldReturns(block: Block, choice: Choice, region: Region): Block | undefined {
  const rule = choice.rules[0]!;
  const [whenTrue, whenFalse] = [returnedAt(rule.target, region), returnedAt(choice.otherwise, region)];
  if (whenTrue === undefined || whenFalse === undefined) return undefined;
  const value = conditional(rule.condition, whenTrue.value, whenFalse.value);
  if (depthOf(value) > deepestFold) return undefined;
  return { assigns: block.assigns, terminator: { ...whenFalse, value } };
}

/** What a block returns, in terms of what holds at its beginning. */
function returnedAt(id: BlockId, region: Region): Return | undefined {
  const { assigns, terminator } = region.blocks.get(id)!;
  if (terminator.kind !== "return") return undefined;
  return { ...terminator, value: substitute(terminator.value, parallelAssigns(assigns)) };
}

function foldAssigns(block: Block, choice: Choice, region: Region, liveness: Liveness): Block | undefined {
  const rule = choice.rules[0]!;
  const counts = predecessorCounts(region);
  const join = joinOf(rule.target, choice.otherwise, region, counts);
  if (join === undefined) return undefined;
  const arms = [rule.target, choice.otherwise].map((id) =>
    id === join ? new Map<Variable, JsonataNode>() : parallelAssigns(region.blocks.get(id)!.assigns),
  );
  const live = liveness.atEntry.get(join)!;
  const variables = [...new Set(arms.flatMap((arm) => [...arm.keys()]))].filter((variable) => live.has(variable));
  const assigns = variables.map((variable): Assign => {
    const [whenTrue, whenFalse] = arms.map((arm) => arm.get(variable) ?? reference(variable)) as [
      JsonataNode,
      JsonataNode,
    ];
    return { variable, value: conditional(rule.condition, whenTrue, whenFalse) };
  });
  const ordered = inReadableOrder(assigns);
  if (ordered === undefined || ordered.some(({ value }) => depthOf(value) > deepestFold)) return undefined;
  return { assigns: [...block.assigns, ...ordered], terminator: { kind: "goto", target: join } };
}

/** Where both arms meet, if they do nothing but assign on the way. */
function joinOf(
  first: BlockId,
  second: BlockId,
  region: Region,
  counts: ReadonlyMap<BlockId, number>,
): BlockId | undefined {
  const after = (id: BlockId): BlockId | undefined => {
    const { terminator } = region.blocks.get(id)!;
    return terminator.kind === "goto" && counts.get(id) === 1 ? terminator.target : undefined;
  };
  const [afterFirst, afterSecond] = [after(first), after(second)];
  if (afterFirst !== undefined && afterFirst === afterSecond) return afterFirst;
  if (afterFirst === second) return second;
  return afterSecond === first ? first : undefined;
}
