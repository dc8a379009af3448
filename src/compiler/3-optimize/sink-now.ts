import type { Block, BlockId, Region } from "../ir/ir.ts";
import { livenessOf } from "../ir/liveness.ts";
import type { Variable } from "../ir/variable.ts";
import { edgesOf, mapExpressions, regionsOf, allExpressions } from "../ir/walk-region.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute, variablesOf } from "../jsonata/substitute.ts";
import { dropDeadAssigns } from "./drop-dead-assigns.ts";

/**
 * Puts the present moment into the expressions of the state that alone reads it: that state is entered at that moment, and
 * needs none before it to keep it.
 */
export function sinkNow(region: Region): Region {
  const asksTime = [...region.blocks.values()].some(({ assigns }) => assigns.some(({ value }) => value.kind === "now"));
  if (!asksTime) return region;
  const liveness = livenessOf(region);
  const { atEntry } = liveness;
  const blocks = new Map<BlockId, Block>();
  // An assignment that nobody reads would still read the moment.
  for (const [id, block] of dropDeadAssigns(region, liveness).blocks) blocks.set(id, sink(block, atEntry));
  return { ...region, blocks };
}

function sink(block: Block, atEntry: ReadonlyMap<BlockId, ReadonlySet<Variable>>): Block {
  const { assigns, terminator } = block;
  // What is returned is the output of the state before.
  if (terminator.kind === "return" || terminator.kind === "goto" || terminator.kind === "pass") return block;
  const nested = terminator.kind === "effect" ? regionsOf(terminator.effect).flatMap(allExpressions) : [];
  const readElsewhere = new Set([
    ...edgesOf(terminator).flatMap(([target]) => [...(atEntry.get(target) ?? [])]),
    ...[...assigns.map(({ value }) => value), ...nested].flatMap((node) => [...variablesOf(node)]),
  ]);
  const sunk = new Map<Variable, JsonataNode>(
    assigns
      .filter(({ variable, value }) => value.kind === "now" && !readElsewhere.has(variable))
      .map(({ variable, value }) => [variable, value] as const),
  );
  if (sunk.size === 0) return block;
  return {
    assigns: assigns.filter(({ variable }) => !sunk.has(variable)),
    terminator: mapExpressions(terminator, (node) => substitute(node, sunk)),
  };
}
