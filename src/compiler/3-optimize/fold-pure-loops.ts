import type { Assign, Block, BlockId, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { type Liveness, livenessOf } from "../ir/liveness.ts";
import { predecessorCounts } from "../ir/walk-region.ts";
import {
  call,
  conditional,
  falseLiteral,
  lambda,
  local,
  member,
  object,
  reference,
  trueLiteral,
} from "../jsonata/build.ts";
import { isSameNode } from "../jsonata/is-same-node.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { replace, substitute, variablesOf } from "../jsonata/substitute.ts";
import { depthOf, mapChildren, someNode } from "../jsonata/walk.ts";
import { type ListLoop, listLoopAt } from "./list-loop.ts";
import { parallelAssigns } from "./parallel-assigns.ts";
import { inReadableOrder } from "./readable-order.ts";

/** A loop folds into an expression only if that stays readable, and well below the bound. */
const deepestFold = 32;
const mostPaths = 12;

/** A loop over a list that awaits nothing becomes a `$reduce` per variable that it leaves behind: no state at all. */
export function foldPureLoops(region: Region): Region {
  const blocks = new Map(region.blocks);
  let known: Liveness | undefined;
  const liveAt = (id: BlockId): ReadonlySet<Variable> => (known ??= livenessOf(region)).atEntry.get(id)!;
  const counts = predecessorCounts(region);
  let isChanged = false;
  for (const id of region.blocks.keys()) {
    const loop = listLoopAt(id, region, counts);
    const assigns = loop && foldLoop(loop, region, liveAt);
    if (assigns === undefined) continue;
    blocks.set(id, { assigns, terminator: { kind: "goto", target: loop!.after } });
    isChanged = true;
  }
  return isChanged ? { ...region, blocks } : region;
}

/** What an iteration does: what it makes of each variable, and whether it is the last one. */
interface Iteration {
  readonly values: ReadonlyMap<Variable, JsonataNode>;
  readonly breaks: JsonataNode;
}

function foldLoop(
  loop: ListLoop,
  region: Region,
  liveAt: (id: BlockId) => ReadonlySet<Variable>,
): readonly Assign[] | undefined {
  const budget = { paths: 0 };
  const iteration = iterationFrom(loop.body, new Map(), loop, region, budget);
  if (iteration === undefined || !advances(iteration, loop)) return undefined;
  const liveAfter = liveAt(loop.after);
  if (liveAfter.has(loop.index)) return undefined;
  const assigned = [...iteration.values.keys()].filter((variable) => variable !== loop.index);
  const isChanged = [...variablesOf(loop.list)].some((variable) => iteration.values.has(variable));
  const nodes = [iteration.breaks, ...iteration.values.values()];
  if (isChanged || nodes.some((node) => someNode(node, ({ kind }) => kind === "states"))) return undefined;
  const results = assigned.filter((variable) => liveAfter.has(variable));
  const single = inReadableOrder(
    results.map((variable) => ({ variable, value: resultOf(variable, iteration, loop, assigned) })),
  );
  const folded = single ?? together(results, iteration, loop, assigned);
  return folded.some(({ value }) => depthOf(value) > deepestFold) ? undefined : folded;
}

/** Follows an iteration to its ends; `undefined` if it awaits something, fails, returns or loops itself. */
function iterationFrom(
  id: BlockId,
  before: ReadonlyMap<Variable, JsonataNode>,
  loop: ListLoop,
  region: Region,
  budget: { paths: number },
): Iteration | undefined {
  if (id === loop.test || id === loop.after) {
    budget.paths += 1;
    return budget.paths > mostPaths
      ? undefined
      : { values: before, breaks: id === loop.after ? trueLiteral : falseLiteral };
  }
  const { assigns, terminator }: Block = region.blocks.get(id)!;
  const values = parallelAssigns(assigns, before);
  if (terminator.kind === "goto") return iterationFrom(terminator.target, values, loop, region, budget);
  if (terminator.kind !== "choice" || ++budget.paths > mostPaths) return undefined;
  let merged = iterationFrom(terminator.otherwise, values, loop, region, budget);
  for (const { condition, target } of terminator.rules.toReversed()) {
    const taken = iterationFrom(target, values, loop, region, budget);
    if (taken === undefined || merged === undefined) return undefined;
    merged = choose(substitute(condition, values), taken, merged);
  }
  return merged;
}

function choose(condition: JsonataNode, taken: Iteration, other: Iteration): Iteration {
  const variables = new Set([...taken.values.keys(), ...other.values.keys()]);
  const pick = (one: JsonataNode, two: JsonataNode): JsonataNode =>
    isSameNode(one, two) ? one : conditional(condition, one, two);
  const values = [...variables].map((variable) => {
    const [one, two] = [taken, other].map(({ values: known }) => known.get(variable) ?? reference(variable));
    return [variable, pick(one!, two!)] as const;
  });
  return { values: new Map(values), breaks: pick(taken.breaks, other.breaks) };
}

/** Whether the index goes up by one wherever the loop goes on. */
function advances({ values }: Iteration, { index }: ListLoop): boolean {
  const next = values.get(index);
  const isStep = (node: JsonataNode): boolean =>
    (node.kind === "conditional" && [node.whenTrue, node.whenFalse].every((arm) => isStep(arm) || isSame(arm))) ||
    (node.kind === "binary" &&
      node.operator === "+" &&
      isSame(node.left) &&
      node.right.kind === "literal" &&
      node.right.value === 1);
  const isSame = (node: JsonataNode): boolean => node.kind === "reference" && node.variable === index;
  return next !== undefined && isStep(next);
}

/** One variable after the loop, computed with those alone that it depends on. */
function resultOf(
  variable: Variable,
  iteration: Iteration,
  loop: ListLoop,
  assigned: readonly Variable[],
): JsonataNode {
  const carried = dependencies([variable], iteration, assigned);
  const reduced = reduce(carried, iteration, loop);
  return isAlone(carried, iteration) ? reduced : member(reduced, variable.name, false);
}

/** Variables that depend on each other after the loop come out of one `$reduce`, kept where the index was. */
function together(
  results: readonly Variable[],
  iteration: Iteration,
  loop: ListLoop,
  assigned: readonly Variable[],
): readonly Assign[] {
  const carried = dependencies(results, iteration, assigned);
  return [
    { variable: loop.index, value: reduce(carried, iteration, loop) },
    ...results.map((variable) => ({ variable, value: member(reference(loop.index), variable.name, false) })),
  ];
}

function dependencies(
  wanted: readonly Variable[],
  { values, breaks }: Iteration,
  assigned: readonly Variable[],
): readonly Variable[] {
  const found = new Set([...wanted, ...assigned.filter((variable) => variablesOf(breaks).has(variable))]);
  for (const variable of found) {
    for (const read of variablesOf(values.get(variable)!)) if (assigned.includes(read)) found.add(read);
  }
  return assigned.filter((variable) => found.has(variable));
}

function isAlone(carried: readonly Variable[], { breaks }: Iteration): boolean {
  return carried.length === 1 && breaks === falseLiteral;
}

/** A member of the accumulator that no variable is called: a reserved word. */
const breakKey = "break";

function reduce(carried: readonly Variable[], iteration: Iteration, { list, index }: ListLoop): JsonataNode {
  const [sofar, item, position] = ["sofar", "item", "at"].map((name) => `t_${index.name}_${name}`) as [
    string,
    string,
    string,
  ];
  const alone = isAlone(carried, iteration);
  const carriedNow = new Map<Variable, JsonataNode>(
    carried.map((variable) => [variable, alone ? local(sofar) : member(local(sofar), variable.name, false)]),
  );
  const inIteration = (node: JsonataNode): JsonataNode =>
    replace(withItem(node, list, index, local(item)), new Map([...carriedNow, [index, local(position)]]));
  const next = carried.map((variable) => [variable.name, inIteration(iteration.values.get(variable)!)] as const);
  const start = carried.map((variable) => [variable.name, reference(variable)] as const);
  const breaks = inIteration(iteration.breaks);
  const canBreak = iteration.breaks !== falseLiteral;
  const flag = (value: JsonataNode): readonly (readonly [string, JsonataNode])[] =>
    canBreak ? [[breakKey, value]] : [];
  const step = alone ? next[0]![1] : object([...next, ...flag(breaks)]);
  const body = canBreak ? conditional(member(local(sofar), breakKey, false), local(sofar), step) : step;
  const needsPosition = someNode(body, (node) => node.kind === "local" && node.name === position);
  return call(
    "reduce",
    list,
    lambda([sofar, item, ...(needsPosition ? [position] : [])], body),
    alone ? start[0]![1] : object([...start, ...flag(falseLiteral)]),
  );
}

/** The element at the index is the item itself. */
function withItem(node: JsonataNode, list: JsonataNode, position: Variable, item: JsonataNode): JsonataNode {
  const isItem =
    node.kind === "index" &&
    node.index.kind === "reference" &&
    node.index.variable === position &&
    isSameNode(node.array, list);
  return isItem ? item : mapChildren(node, (child) => withItem(child, list, position, item));
}
