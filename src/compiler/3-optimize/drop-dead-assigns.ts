import type { Assign, Block, BlockId, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { type Liveness, livenessOf } from "../ir/liveness.ts";
import { variablesOf } from "../jsonata/substitute.ts";

/** Drops assignments that nobody reads: what they alone read may then be dropped too. */
export function dropDeadAssigns(region: Region, { atTerminator }: Liveness = livenessOf(region)): Region {
  let isChanged = false;
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks) {
    const assigns = liveAssigns(block.assigns, atTerminator.get(id)!);
    const isSame = assigns.length === block.assigns.length;
    blocks.set(id, isSame ? block : { ...block, assigns });
    isChanged ||= !isSame;
  }
  return isChanged ? { ...region, blocks } : region;
}

function liveAssigns(assigns: readonly Assign[], after: ReadonlySet<Variable>): readonly Assign[] {
  if (assigns.length === 0) return assigns;
  const live = new Set(after);
  const kept: Assign[] = [];
  for (const assign of assigns.toReversed()) {
    if (!live.delete(assign.variable)) continue;
    for (const read of variablesOf(assign.value)) live.add(read);
    kept.unshift(assign);
  }
  return kept;
}
