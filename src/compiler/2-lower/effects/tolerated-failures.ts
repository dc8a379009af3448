import type { Shape } from "../../1-analyze/shape.ts";
import type { Block, BlockId, DistributedMap, Region } from "../../ir/ir.ts";
import { call, exists, lambda, local, member, object, sequence } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { LowerContext } from "../context.ts";
import { mapEach } from "../methods/arrays/map-each.ts";

// Step Functions' guide is not clear on what stands in the array of results for a child that failed: nothing, or what is known of
// its execution. So the results of those that succeeded are marked, and only they are taken.

/** Whether children may fail without failing the state, and their results are returned. */
export function omitsFailures(map: Omit<DistributedMap, "captured">): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, writer } = map;
  return writer === undefined && (count !== undefined || percentage !== undefined);
}

/** Each result becomes `{ "v": result }`. */
export function boxResults(region: Region): Region {
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks) {
    const { terminator } = block;
    const isReturn = terminator.kind === "return";
    blocks.set(
      id,
      isReturn ? { ...block, terminator: { ...terminator, value: object([["v", terminator.value]]) } } : block,
    );
  }
  return { ...region, blocks };
}

/** The results in the boxes, which is an array of `shape`. */
export function withoutFailures(results: JsonataNode, shape: Shape, context: LowerContext): JsonataNode {
  const [kept, box] = [context.names.local("child"), context.names.local("box")];
  const boxes = sequence(call("filter", results, lambda([kept], exists(member(local(kept), "v", true)))));
  return mapEach(boxes, { parameters: [box], body: member(local(box), "v", false) }, shape, context);
}
