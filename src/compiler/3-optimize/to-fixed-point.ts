import type { Region } from "../ir/ir.ts";

/** Repeats a pass until it leaves the number of blocks as it is. */
export function toFixedPoint(pass: (region: Region) => Region): (region: Region) => Region {
  return (region) => {
    let current = region;
    for (;;) {
      const next = pass(current);
      if (next.blocks.size === current.blocks.size) return next;
      current = next;
    }
  };
}
