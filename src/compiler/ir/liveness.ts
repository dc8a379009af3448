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
  const blocks = [...region.blocks].toReversed().map(([id, block]) => ({ id, ...readsOf(block) }));
  let changed = true;
  while (changed) {
    changed = false;
    for (const { id, reads, edges, assigns } of blocks) {
      const live = new Set(reads);
      for (const [target, defined] of edges) {
        for (const variable of atEntry.get(target) ?? []) if (!defined.includes(variable)) live.add(variable);
      }
      atTerminator.set(id, live);
      const entry = liveBefore(assigns, live);
      if (entry.size !== (atEntry.get(id)?.size ?? -1)) {
        atEntry.set(id, entry);
        changed = true;
      }
    }
  }
  return { atEntry, atTerminator };
}

/** What a block reads, found once and not in each round. */
interface Reads {
  readonly reads: ReadonlySet<Variable>;
  readonly edges: ReturnType<typeof edgesOf>;
  /** Last one first. */
  readonly assigns: readonly { readonly variable: Variable; readonly reads: ReadonlySet<Variable> }[];
}

function readsOf({ assigns, terminator }: Block): Reads {
  return {
    reads: variablesReadBy(terminator),
    edges: edgesOf(terminator),
    assigns: assigns.toReversed().map(({ variable, value }) => ({ variable, reads: variablesOf(value) })),
  };
}

function liveBefore(assigns: Reads["assigns"], live: ReadonlySet<Variable>): ReadonlySet<Variable> {
  if (assigns.length === 0) return live;
  const before = new Set(live);
  for (const { variable, reads } of assigns) {
    // An assignment nobody reads reads nothing either.
    if (!before.delete(variable)) continue;
    for (const read of reads) before.add(read);
  }
  return before;
}
