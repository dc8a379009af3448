import { bug } from "../diagnostics/bug.ts";
import { someNode } from "../jsonata/walk.ts";
import { variablesOf } from "../jsonata/substitute.ts";
import type { Block, BlockId, Region } from "./ir.ts";
import type { Variable } from "./variable.ts";
import { allExpressions, edgesOf, expressionsOf, regionsOf, successorsOf } from "./walk-region.ts";

/**
 * States the invariants that every phase keeps: targets exist, a variable is assigned on each path before it is read,
 * a nested region assigns no variable of an outer one, and no refused expression is left.
 */
export function verifyIr(region: Region): void {
  verifyRegion(region, new Set());
}

function verifyRegion(region: Region, outer: ReadonlySet<Variable>): void {
  for (const [id, { terminator }] of region.blocks) {
    for (const target of successorsOf(terminator)) {
      if (!region.blocks.has(target)) bug(`block ${id} jumps to block ${target}, which does not exist`);
    }
  }
  if (!region.blocks.has(region.entry)) bug("a region's entry does not exist");
  for (const node of allExpressions(region)) {
    if (someNode(node, (inner) => inner.kind === "poison")) bug("a refused expression is left in the IR");
  }
  const definedAt = definedOnEntry(region, outer);
  for (const [id, block] of region.blocks) {
    const defined = definedAt.get(id);
    if (defined !== undefined) verifyBlock(block, defined, outer);
  }
}

function verifyBlock(block: Block, entry: ReadonlySet<Variable>, outer: ReadonlySet<Variable>): void {
  const defined = new Set(entry);
  for (const { variable, value } of block.assigns) {
    requireDefined(value, defined);
    if (outer.has(variable)) bug(`'${variable.name}' of an outer region is assigned in a nested one`);
    defined.add(variable);
  }
  for (const node of expressionsOf(block.terminator)) requireDefined(node, defined);
  if (block.terminator.kind === "effect") {
    const { effect } = block.terminator;
    // A child execution knows no variable of the execution that starts it.
    const around = effect.kind === "map" && effect.distributed !== undefined ? new Set<Variable>() : defined;
    for (const nested of regionsOf(effect)) verifyRegion(nested, around);
  }
}

function requireDefined(node: Parameters<typeof variablesOf>[0], defined: ReadonlySet<Variable>): void {
  for (const variable of variablesOf(node)) {
    if (!defined.has(variable)) bug(`'${variable.name}' is read on a path that does not assign it`);
  }
}

/** Forward analysis: what is assigned on every path to each reachable block. */
function definedOnEntry(region: Region, outer: ReadonlySet<Variable>): ReadonlyMap<BlockId, ReadonlySet<Variable>> {
  const definedAt = new Map<BlockId, ReadonlySet<Variable>>([[region.entry, outer]]);
  const work = [region.entry];
  while (work.length > 0) {
    const id = work.pop()!;
    const block = region.blocks.get(id)!;
    const after = new Set([...definedAt.get(id)!, ...block.assigns.map(({ variable }) => variable)]);
    for (const [target, added] of edgesOf(block.terminator)) {
      const here = added.length === 0 ? after : new Set([...after, ...added]);
      const before = definedAt.get(target);
      const joined = before === undefined ? here : new Set([...before].filter((variable) => here.has(variable)));
      if (before === undefined || joined.size < before.size) {
        definedAt.set(target, joined);
        work.push(target);
      }
    }
  }
  return definedAt;
}
