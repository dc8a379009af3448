import { bug } from "../diagnostics/bug.ts";
import type { Assign, Block, BlockId, Region, Terminator } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import type { JsonataNode } from "../jsonata/node.ts";

/** Builds the blocks of one region, in the order of the source. */
export interface RegionBuilder {
  readonly assign: (variable: Variable, value: JsonataNode) => void;
  /** Ends the current block; what follows is unreachable until a block is started. */
  readonly end: (terminator: Terminator) => void;
  readonly newBlock: () => BlockId;
  readonly start: (id: BlockId) => void;
  readonly isReachable: () => boolean;
  readonly finish: () => Region;
}

export function createRegionBuilder(): RegionBuilder {
  const blocks = new Map<BlockId, Block>();
  let nextId = 1;
  let current: { readonly id: BlockId; readonly assigns: Assign[] } | undefined = { id: 0, assigns: [] };
  return {
    assign(variable, value) {
      current?.assigns.push({ variable, value });
    },
    end(terminator) {
      if (current === undefined) return;
      blocks.set(current.id, { assigns: current.assigns, terminator });
      current = undefined;
    },
    newBlock: () => nextId++,
    start(id) {
      if (current !== undefined) bug("a block was started before the last one ended");
      current = { id, assigns: [] };
    },
    isReachable: () => current !== undefined,
    finish() {
      if (current !== undefined) bug("a region was finished before its last block ended");
      return { entry: 0, blocks };
    },
  };
}
