import type { Block, BlockId, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import { successorsOf } from "../ir/walk-region.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { isPlainPath } from "../jsonata/walk.ts";

/** A loop whose index runs from 0 over a list: `for … of`, or `for (let i = 0; i < list.length; i++)`. */
export interface ListLoop {
  readonly test: BlockId;
  readonly body: BlockId;
  readonly after: BlockId;
  readonly index: Variable;
  readonly list: JsonataNode;
}

/** Recognises the test of such a loop: `index < $count(list)`, reached with the index 0 and from its own body alone. */
export function listLoopAt(id: BlockId, region: Region, counts: ReadonlyMap<BlockId, number>): ListLoop | undefined {
  const { assigns, terminator } = region.blocks.get(id)!;
  if (assigns.length > 0 || terminator.kind !== "choice" || terminator.rules.length !== 1) return undefined;
  const [{ condition, target: body }] = terminator.rules as [(typeof terminator.rules)[number]];
  if (condition.kind !== "binary" || condition.operator !== "<" || condition.left.kind !== "reference")
    return undefined;
  const { variable: index } = condition.left;
  const list = countedList(condition.right);
  if (list === undefined || counts.get(body) !== 1) return undefined;
  const inside = reachedFrom(body, id, terminator.otherwise, region);
  const entrances = [...region.blocks].filter(([, block]) => successorsOf(block.terminator).includes(id));
  const outside = entrances.filter(([entrance]) => !inside.has(entrance));
  const startsAtZero = outside.length > 0 && outside.every(([, block]) => setsToZero(block, index));
  const isEntry = region.entry === id;
  return startsAtZero && !isEntry ? { test: id, body, after: terminator.otherwise, index, list } : undefined;
}

function countedList(node: JsonataNode): JsonataNode | undefined {
  const list = node.kind === "call" && node.function === "count" ? node.arguments[0] : undefined;
  return list !== undefined && isPlainPath(list) ? list : undefined;
}

function reachedFrom(start: BlockId, test: BlockId, after: BlockId, region: Region): ReadonlySet<BlockId> {
  const reached = new Set([start]);
  for (const id of reached) {
    for (const target of successorsOf(region.blocks.get(id)!.terminator)) {
      if (target !== test && target !== after) reached.add(target);
    }
  }
  return reached;
}

function setsToZero({ assigns, terminator }: Block, index: Variable): boolean {
  const last = assigns.findLast(({ variable }) => variable === index);
  return terminator.kind === "goto" && last?.value.kind === "literal" && last.value.value === 0;
}
