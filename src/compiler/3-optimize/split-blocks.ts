import type { Block, BlockId, Region } from "../ir/ir.ts";
import type { SourcePlace } from "../output.ts";
import { expressionsOf } from "../ir/walk-region.ts";
import { canFail, depthOf } from "../jsonata/walk.ts";
import { substitute } from "../jsonata/substitute.ts";
import { pascalCase } from "../2-lower/state-name.ts";
import { parallelAssigns } from "./parallel-assigns.ts";

/** Below the bound of an expression, since results are substituted into it when it is emitted. */
const deepestSubstitution = 48;

/**
 * Puts a state of its own between two where assignments cannot ride on the first: because their expressions would nest too
 * deeply, or because one may fail outside of the try that the first state is in.
 */
export function splitBlocks(region: Region): Region {
  const blocks = new Map(region.blocks);
  let nextId = Math.max(...blocks.keys()) + 1;
  for (const id of region.blocks.keys()) nextId = splitDeep(id, blocks, nextId);
  const ids = [...blocks.keys()];
  for (const id of ids) {
    const block = blocks.get(id)!;
    const { terminator } = block;
    if (terminator.kind !== "effect" || terminator.catchers.length === 0 || !failsAt(terminator.target, blocks))
      continue;
    const between = nextId++;
    const after = blocks.get(terminator.target)!;
    blocks.set(between, {
      assigns: [],
      terminator: { kind: "pass", target: terminator.target, name: passName(after), place: terminator.place },
    });
    blocks.set(id, { ...block, terminator: { ...terminator, target: between } });
  }
  return { ...region, blocks };
}

/** Whether what would ride on the edge into a block may fail. */
function failsAt(id: BlockId, blocks: ReadonlyMap<BlockId, Block>): boolean {
  const { assigns, terminator } = blocks.get(id)!;
  if (assigns.some(({ value }) => canFail(value))) return true;
  if (terminator.kind === "goto") return failsAt(terminator.target, blocks);
  return terminator.kind === "return" && canFail(terminator.value);
}

function splitDeep(id: BlockId, blocks: Map<BlockId, Block>, firstFree: BlockId): BlockId {
  let free = firstFree;
  let current = id;
  for (;;) {
    const block = blocks.get(current)!;
    const cut = deepAt(block);
    if (cut === undefined) return free;
    const rest = free++;
    blocks.set(rest, { assigns: block.assigns.slice(cut), terminator: block.terminator });
    blocks.set(current, {
      assigns: block.assigns.slice(0, cut),
      terminator: { kind: "pass", target: rest, name: passName(block), place: placeOf(block) },
    });
    current = rest;
  }
}

/** The first assignment, or the number of them for the terminator, that would nest too deeply with those before it. */
function deepAt({ assigns, terminator }: Block): number | undefined {
  for (let count = 1; count < assigns.length; count++) {
    const values = parallelAssigns(assigns.slice(0, count));
    if (depthOf(substitute(assigns[count]!.value, values)) > deepestSubstitution) return count;
  }
  if (terminator.kind !== "return" || assigns.length === 0) return undefined;
  const values = parallelAssigns(assigns);
  const isDeep = expressionsOf(terminator).some((node) => depthOf(substitute(node, values)) > deepestSubstitution);
  return isDeep ? assigns.length : undefined;
}

export function passName({ assigns }: Block): string {
  const names = assigns.slice(0, 2).map(({ variable }) => pascalCase(variable.name));
  return names.length === 0 ? "Compute" : `Set${names.join("And")}`;
}

function placeOf({ terminator }: Block): SourcePlace {
  return "place" in terminator ? terminator.place : { file: "", line: 1, column: 1 };
}
