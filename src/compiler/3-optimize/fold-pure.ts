import type { Region } from "../ir/ir.ts";
import { cleanBlocks } from "./clean-blocks.ts";
import { foldPureBranches } from "./fold-pure-branches.ts";
import { foldPureLoops } from "./fold-pure-loops.ts";

/** Makes values of ifs and loops that only calculate: inner ones first, then those around them can. */
export function foldPure(region: Region): Region {
  let current = cleanBlocks(region);
  for (;;) {
    const branches = foldPureBranches(current);
    const loops = foldPureLoops(branches === current ? current : cleanBlocks(branches));
    if (loops === current) return current;
    const next = cleanBlocks(loops);
    if (next.blocks.size === current.blocks.size) return next;
    current = next;
  }
}
