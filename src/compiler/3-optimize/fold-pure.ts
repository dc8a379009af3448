import type { Region } from "../ir/ir.ts";
import { cleanBlocks } from "./clean-blocks.ts";
import { foldPureBranches } from "./fold-pure-branches.ts";
import { foldPureLoops } from "./fold-pure-loops.ts";

/** Makes values of ifs and loops that only calculate: inner ones first, then those around them can. */
export function foldPure(region: Region): Region {
  let current = cleanBlocks(region);
  for (;;) {
    const next = cleanBlocks(foldPureLoops(cleanBlocks(foldPureBranches(current))));
    if (next.blocks.size === current.blocks.size) return next;
    current = next;
  }
}
