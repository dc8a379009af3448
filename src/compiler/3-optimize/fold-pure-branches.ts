import type { Assign, Block, BlockId, Choice, Region, Return } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { livenessOf, type Liveness } from "../ir/liveness.ts";
import { predecessorCounts } from "../ir/walk-region.ts";
import { conditional, reference } from "../jsonata/build.ts";
import { isSameNode } from "../jsonata/is-same-node.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute } from "../jsonata/substitute.ts";
import { depthOf, isVolatile } from "../jsonata/walk.ts";
import { dropDeadAssigns } from "./drop-dead-assigns.ts";
import { parallelAssigns } from "./parallel-assigns.ts";
import { inReadableOrder } from "./readable-order.ts";

/** Conditional expressions are kept well below the bound, since they are substituted into others. */
const deepestFold = 24;
/** Beyond this many arms a Choice is easier to read. */
const mostRules = 6;

/** An if whose arms only assign, or only return, becomes a conditional value: no state at all. */
export function foldPureBranches(whole: Region): Region {
  const liveness = livenessOf(whole);
  // Where two arms meet, only what is live gets a value: no dead assignment may be left there to read more.
  const region = dropDeadAssigns(whole, liveness);
  const blocks = new Map<BlockId, Block>(region.blocks);
  let isChanged = false;
  for (const [id, block] of region.blocks) {
    const folded = fold(block, region, liveness);
    if (folded === undefined) continue;
    blocks.set(id, folded);
    isChanged = true;
  }
  return isChanged ? { ...region, blocks } : region;
}

function fold(block: Block, region: Region, liveness: Liveness): Block | undefined {
  const { terminator } = block;
  if (terminator.kind !== "choice" || terminator.isGuard === true || terminator.rules.length > mostRules)
    return undefined;
  return foldReturns(block, terminator, region) ?? foldAssigns(block, terminator, region, liveness);
}

function foldReturns(block: Block, choice: Choice, region: Region): Block | undefined {
  const otherwise = returnedAt(choice.otherwise, region);
  const arms = choice.rules.map(({ target }) => returnedAt(target, region)?.value);
  if (otherwise === undefined || !arms.every((arm) => arm !== undefined)) return undefined;
  const value = chosen(choice, arms, otherwise.value);
  if (depthOf(value) > deepestFold) return undefined;
  return { assigns: block.assigns, terminator: { ...otherwise, value } };
}

/** The value of the first rule that holds. */
function chosen(choice: Choice, arms: readonly JsonataNode[], otherwise: JsonataNode): JsonataNode {
  return choice.rules.reduceRight((rest, { condition }, position) => {
    const arm = arms[position]!;
    return isSameNode(arm, rest) ? rest : conditional(condition, arm, rest);
  }, otherwise);
}

/** What a block returns, in terms of what holds at its beginning. */
function returnedAt(id: BlockId, region: Region): Return | undefined {
  const { assigns, terminator } = region.blocks.get(id)!;
  if (terminator.kind !== "return" || assigns.some(({ value }) => isVolatile(value))) return undefined;
  return { ...terminator, value: substitute(terminator.value, parallelAssigns(assigns)) };
}

function foldAssigns(block: Block, choice: Choice, region: Region, liveness: Liveness): Block | undefined {
  const join = joinOf(choice, region);
  if (join === undefined) return undefined;
  const armAt = (id: BlockId): ReadonlyMap<Variable, JsonataNode> =>
    id === join ? new Map() : parallelAssigns(region.blocks.get(id)!.assigns);
  const arms = choice.rules.map(({ target }) => armAt(target));
  const otherwise = armAt(choice.otherwise);
  // The conditions are repeated for each variable, and what an arm assigns in what is assigned after it.
  const repeated = [
    ...choice.rules.map(({ condition }) => condition),
    ...[...arms, otherwise].flatMap((arm) => [...arm.values()]),
  ];
  if (repeated.some(isVolatile)) return undefined;
  const live = liveness.atEntry.get(join)!;
  const variables = [...new Set([...arms, otherwise].flatMap((arm) => [...arm.keys()]))].filter((variable) =>
    live.has(variable),
  );
  const assigns = variables.map((variable): Assign => {
    const valueIn = (arm: ReadonlyMap<Variable, JsonataNode>): JsonataNode => arm.get(variable) ?? reference(variable);
    return { variable, value: chosen(choice, arms.map(valueIn), valueIn(otherwise)) };
  });
  const ordered = inReadableOrder(assigns);
  if (ordered === undefined || ordered.some(({ value }) => depthOf(value) > deepestFold)) return undefined;
  return { assigns: [...block.assigns, ...ordered], terminator: { kind: "goto", target: join } };
}

/** Where all arms meet, if they do nothing but assign on the way, and nothing else comes through them. */
function joinOf(choice: Choice, region: Region): BlockId | undefined {
  const counts = predecessorCounts(region);
  const targets = [...choice.rules.map(({ target }) => target), choice.otherwise];
  const after = (id: BlockId): BlockId | undefined => {
    const { terminator } = region.blocks.get(id)!;
    const isOwn = counts.get(id) === targets.filter((target) => target === id).length;
    return terminator.kind === "goto" && isOwn ? terminator.target : undefined;
  };
  const candidates = new Set(targets.flatMap((target) => [target, after(target) ?? target]));
  return [...candidates].find((join) => targets.every((target) => target === join || after(target) === join));
}
