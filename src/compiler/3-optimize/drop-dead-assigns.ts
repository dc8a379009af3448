import type { Assign, Block, BlockId, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { type Liveness, livenessOf } from "../ir/liveness.ts";
import { variablesOf } from "../jsonata/substitute.ts";

/** Drops assignments that nobody reads: what they alone read may then be dropped too. */
export function dropDeadAssigns(region: Region, { atTerminator }: Liveness = livenessOf(region)): Region {
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks) {
    blocks.set(id, { ...block, assigns: liveAssigns(block.assigns, atTerminator.get(id)!) });
  }
  return { ...region, blocks };
}

function liveAssigns(assigns: readonly Assign[], after: ReadonlySet<Variable>): readonly Assign[] {
  const live = new Set(after);
  const kept: Assign[] = [];
  for (const assign of assigns.toReversed()) {
    if (!live.delete(assign.variable)) continue;
    for (const read of variablesOf(assign.value)) live.add(read);
    kept.unshift(assign);
  }
  return kept;
}
