import { variablesOf } from "../jsonata/substitute.ts";
import type { Block, BlockId, Region } from "./ir.ts";
import type { Variable } from "./variable.ts";
import { edgesOf, variablesReadBy } from "./walk-region.ts";

/** For each block, before its assignments and before its terminator: the variables whose values are still read. */
export interface Liveness {
  readonly atEntry: ReadonlyMap<BlockId, ReadonlySet<Variable>>;
  readonly atTerminator: ReadonlyMap<BlockId, ReadonlySet<Variable>>;
}

/** Backward analysis to a fixed point, so that loops are right too. */
export function livenessOf(region: Region): Liveness {
  const atEntry = new Map<BlockId, ReadonlySet<Variable>>();
  const atTerminator = new Map<BlockId, ReadonlySet<Variable>>();
  const reads = new Map([...region.blocks].map(([id, { terminator }]) => [id, variablesReadBy(terminator)]));
  let changed = true;
  while (changed) {
    changed = false;
    for (const [id, block] of [...region.blocks].toReversed()) {
      const live = new Set(reads.get(id));
      for (const [target, defined] of edgesOf(block.terminator)) {
        for (const variable of atEntry.get(target) ?? []) if (!defined.includes(variable)) live.add(variable);
      }
      atTerminator.set(id, live);
      const entry = liveBefore(block, live);
      if (entry.size !== (atEntry.get(id)?.size ?? -1)) {
        atEntry.set(id, entry);
        changed = true;
      }
    }
  }
  return { atEntry, atTerminator };
}

function liveBefore(block: Block, live: ReadonlySet<Variable>): ReadonlySet<Variable> {
  const before = new Set(live);
  for (const { variable, value } of block.assigns.toReversed()) {
    // An assignment nobody reads reads nothing either.
    if (!before.delete(variable)) continue;
    for (const read of variablesOf(value)) before.add(read);
  }
  return before;
}
