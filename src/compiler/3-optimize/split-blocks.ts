import type { Block, BlockId, EffectTerminator, Region } from "../ir/ir.ts";
import { type Liveness, livenessOf } from "../ir/liveness.ts";
import type { Variable } from "../ir/variable.ts";
import type { SourcePlace } from "../output.ts";
import { expressionsOf } from "../ir/walk-region.ts";
import { canFail, depthOf, isVolatile, readsTime } from "../jsonata/walk.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute, variablesOf } from "../jsonata/substitute.ts";
import { pascalCase } from "../2-lower/state-name.ts";
import { parallelAssigns } from "./parallel-assigns.ts";

/** Below the bound of an expression, since results are substituted into it when it is emitted. */
const deepestSubstitution = 48;

/**
 * Puts a state of its own between two where assignments cannot ride on the first: because their expressions would nest too
 * deeply, because one gives another value each time and would be evaluated twice, because one may fail outside of the try
 * that the first state is in, or because one asks for the time and the first state was entered long before.
 */
export function splitBlocks(region: Region): Region {
  const blocks = new Map(region.blocks);
  let liveness: Liveness | undefined;
  const liveAt = (id: BlockId): ReadonlySet<Variable> => (liveness ??= livenessOf(region)).atTerminator.get(id)!;
  let nextId = Math.max(...blocks.keys()) + 1;
  for (const id of region.blocks.keys()) nextId = splitBlock(id, blocks, { firstFree: nextId, live: () => liveAt(id) });
  const ids = [...blocks.keys()];
  for (const id of ids) {
    const block = blocks.get(id)!;
    const { terminator } = block;
    if (terminator.kind !== "effect") continue;
    const { target, catchers } = terminator;
    const mayEscape = catchers.length > 0 && ridesAt(target, blocks, canFail);
    const between = (after: BlockId): BlockId => {
      const passId = nextId++;
      const name = passName(blocks.get(after)!);
      blocks.set(passId, { assigns: [], terminator: { kind: "pass", target: after, name, place: terminator.place } });
      return passId;
    };
    const asksTime = (after: BlockId): boolean => ridesAt(after, blocks, readsTime);
    const changed: EffectTerminator = {
      ...terminator,
      target: mayEscape || asksTime(target) ? between(target) : target,
      catchers: catchers.map((catcher) =>
        asksTime(catcher.target) ? { ...catcher, target: between(catcher.target) } : catcher,
      ),
    };
    blocks.set(id, { ...block, terminator: changed });
  }
  return { ...region, blocks };
}

/** Whether something of the kind would ride on the edge into a block. */
function ridesAt(id: BlockId, blocks: ReadonlyMap<BlockId, Block>, isOfKind: (node: JsonataNode) => boolean): boolean {
  const { assigns, terminator } = blocks.get(id)!;
  if (assigns.some(({ value }) => isOfKind(value))) return true;
  if (terminator.kind === "goto") return ridesAt(terminator.target, blocks, isOfKind);
  return terminator.kind === "return" && isOfKind(terminator.value);
}

interface SplitOptions {
  readonly firstFree: BlockId;
  /** The variables that are read by the terminator or later; asked for only where a value changes each time. */
  readonly live: () => ReadonlySet<Variable>;
}

function splitBlock(id: BlockId, blocks: Map<BlockId, Block>, { firstFree, live }: SplitOptions): BlockId {
  let free = firstFree;
  let current = id;
  for (;;) {
    const block = blocks.get(current)!;
    const [deep = Infinity, repeated = Infinity] = [deepAt(block), repeatedAt(block, live)];
    const cut = Math.min(deep, repeated);
    if (cut === Infinity) return free;
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
  // However each is put into the next, which takes a block around it: their depths are a bound.
  const nodes = [...assigns.map(({ value }) => value), ...(terminator.kind === "return" ? [terminator.value] : [])];
  if (nodes.reduce((sum, node) => sum + depthOf(node) + 1, 0) <= deepestSubstitution) return undefined;
  for (let count = 1; count < assigns.length; count++) {
    const values = parallelAssigns(assigns.slice(0, count));
    if (depthOf(substitute(assigns[count]!.value, values)) > deepestSubstitution) return count;
  }
  if (terminator.kind !== "return" || assigns.length === 0) return undefined;
  const values = parallelAssigns(assigns);
  const isDeep = expressionsOf(terminator).some((node) => depthOf(substitute(node, values)) > deepestSubstitution);
  return isDeep ? assigns.length : undefined;
}

/**
 * Behind the first assignment that would be evaluated twice, although each time gives another value: once to be kept, and
 * once more in what else reads it on the same edge.
 */
function repeatedAt({ assigns, terminator }: Block, live: SplitOptions["live"]): number | undefined {
  if (!assigns.some(({ value }) => isVolatile(value))) return undefined;
  const changing = new Set<Variable>();
  for (const [position, { variable, value }] of assigns.entries()) {
    const isChanging = isVolatile(value) || [...variablesOf(value)].some((read) => changing.has(read));
    if (!isChanging) {
      changing.delete(variable);
      continue;
    }
    changing.add(variable);
    const later = assigns.slice(position + 1);
    const readers = later.filter((other) => variablesOf(other.value).has(variable)).length;
    const isKept = live().has(variable) && !later.some((other) => other.variable === variable);
    // Beyond a jump, further assignments ride on the same edge.
    const isCarried = isKept && terminator.kind === "goto";
    if (readers + (isKept ? 1 : 0) > 1 || isCarried) return position + 1;
  }
  return undefined;
}

export function passName({ assigns }: Block): string {
  const names = assigns.slice(0, 2).map(({ variable }) => pascalCase(variable.name));
  return names.length === 0 ? "Compute" : `Set${names.join("And")}`;
}

function placeOf({ terminator }: Block): SourcePlace {
  return "place" in terminator ? terminator.place : { file: "", line: 1, column: 1 };
}
