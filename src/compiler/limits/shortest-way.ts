import type { Block, Region } from "../ir/ir.ts";

/** The least that the blocks on a way through a region, from its entry to such an end, add up to; 0 where no way ends so. */
export function shortestWay(
  { entry, blocks }: Region,
  ends: readonly Block["terminator"]["kind"][],
  costOf: (block: Block) => number,
): number {
  const best = new Map<number, number>([[entry, 0]]);
  const open = [entry];
  let least = Infinity;
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const block = blocks.get(id)!;
    const { terminator } = block;
    const after = best.get(id)! + costOf(block);
    if (ends.includes(terminator.kind)) least = Math.min(least, after);
    for (const next of nextOf(terminator)) {
      if ((best.get(next) ?? Infinity) <= after) continue;
      best.set(next, after);
      open.push(next);
    }
  }
  return least === Infinity ? 0 : least;
}

function nextOf(terminator: Block["terminator"]): readonly number[] {
  if (terminator.kind === "choice") return [...terminator.rules.map(({ target }) => target), terminator.otherwise];
  return "target" in terminator ? [terminator.target] : [];
}
