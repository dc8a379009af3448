import type { BlockId, Region } from "./ir.ts";
import { successorsOf } from "./walk-region.ts";

/** The same region without the blocks that no path from its entry reaches. */
export function dropUnreachable(region: Region): Region {
  const reached = new Set<BlockId>([region.entry]);
  for (const id of reached) {
    for (const target of successorsOf(region.blocks.get(id)!.terminator)) reached.add(target);
  }
  if (reached.size === region.blocks.size) return region;
  return { ...region, blocks: new Map([...region.blocks].filter(([id]) => reached.has(id))) };
}
