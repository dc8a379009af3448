import { countReads } from "../ir/count-reads.ts";
import type { Block, BlockId, Region } from "../ir/ir.ts";
import { predecessorCounts } from "../ir/walk-region.ts";

/** `const rows = await check(…)`: the result goes into `rows` itself, if nothing else reads it. */
export function coalesceResults(region: Region): Region {
  const counts = predecessorCounts(region);
  const reads = countReads(region);
  let isChanged = false;
  const blocks = new Map<BlockId, Block>(region.blocks);
  for (const [id, block] of region.blocks) {
    const { terminator } = block;
    if (terminator.kind !== "effect" || terminator.result === undefined || counts.get(terminator.target) !== 1)
      continue;
    const next = blocks.get(terminator.target)!;
    const [first, ...rest] = next.assigns;
    const isCopy = first?.value.kind === "reference" && first.value.variable === terminator.result;
    if (!isCopy || reads.get(terminator.result) !== 1) continue;
    isChanged = true;
    blocks.set(terminator.target, { ...next, assigns: rest });
    blocks.set(id, { ...(blocks.get(id) ?? block), terminator: { ...terminator, result: first.variable } });
  }
  return isChanged ? { ...region, blocks } : region;
}
