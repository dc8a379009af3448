import type { Block, BlockId, Choice, Goto, Region, Terminator } from "../ir/ir.ts";
import { dropUnreachable } from "../ir/drop-unreachable.ts";
import { predecessorCounts } from "../ir/walk-region.ts";
import { unreachable } from "../unreachable.ts";

/** Drops blocks that no path reaches, skips empty ones and choices without a difference, and joins a block with its only successor. */
export function cleanBlocks(region: Region): Region {
  if (clean.has(region)) return region;
  const cleaned = joinChains(dropUnreachable(skipEmpty(region)));
  if (cleaned === region) clean.add(region);
  return cleaned;
}

/** Regions in which there is nothing to clean; they never change, and come here after each pass. */
const clean = new WeakSet<Region>();

/** A choice whose ways all lead to the same block is none. */
function withoutSameWays(terminator: Terminator): Terminator {
  return hasSameWays(terminator) ? { kind: "goto", target: terminator.otherwise } : terminator;
}

function hasSameWays(terminator: Terminator): terminator is Choice {
  return terminator.kind === "choice" && terminator.rules.every(({ target }) => target === terminator.otherwise);
}

function isEmptyBlock(block: Block): block is Block & { readonly terminator: Goto } {
  return block.assigns.length === 0 && block.terminator.kind === "goto";
}

/** Jumps to a block that only jumps on go to its target. */
function skipEmpty(region: Region): Region {
  if (![...region.blocks.values()].some((block) => isEmptyBlock(block) || hasSameWays(block.terminator))) return region;
  const final = (id: BlockId, seen: ReadonlySet<BlockId> = new Set()): BlockId => {
    const block = region.blocks.get(id)!;
    return isEmptyBlock(block) && !seen.has(id) ? final(block.terminator.target, new Set([...seen, id])) : id;
  };
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks) {
    blocks.set(id, { ...block, terminator: withoutSameWays(retarget(block.terminator, final)) });
  }
  return { entry: final(region.entry), blocks };
}

function joinChains(region: Region): Region {
  if (![...region.blocks.values()].some(({ terminator }) => terminator.kind === "goto")) return region;
  const counts = predecessorCounts(region);
  const blocks = new Map(region.blocks);
  let isChanged = false;
  for (const id of region.blocks.keys()) {
    let block = blocks.get(id);
    while (
      block?.terminator.kind === "goto" &&
      counts.get(block.terminator.target) === 1 &&
      block.terminator.target !== id
    ) {
      const { target } = block.terminator;
      const next: Block = blocks.get(target)!;
      block = { assigns: [...block.assigns, ...next.assigns], terminator: next.terminator };
      blocks.set(id, block);
      blocks.delete(target);
      isChanged = true;
    }
  }
  return isChanged ? { ...region, blocks } : region;
}

/** The same terminator with each of its jumps sent elsewhere. */
export function retarget(terminator: Terminator, change: (target: BlockId) => BlockId): Terminator {
  switch (terminator.kind) {
    case "goto":
    case "pass":
      return { ...terminator, target: change(terminator.target) };
    case "choice":
      return {
        ...terminator,
        rules: terminator.rules.map((rule) => ({ ...rule, target: change(rule.target) })),
        otherwise: change(terminator.otherwise),
      };
    case "effect":
      return {
        ...terminator,
        target: change(terminator.target),
        catchers: terminator.catchers.map((catcher) => ({ ...catcher, target: change(catcher.target) })),
      };
    case "return":
    case "fail":
      return terminator;
    default:
      return unreachable(terminator);
  }
}
