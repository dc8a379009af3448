import { sourcePlace } from "./context.ts";
import type { Exits, WorkflowContext } from "./context.ts";
import type { RegionBuilder } from "./region-builder.ts";

/** The exits of a whole region: `return` ends it, and there is no loop around. */
export function exitsOfRegion(region: RegionBuilder, context: WorkflowContext): Exits {
  return {
    return: (value, node) => region.end({ kind: "return", value, place: sourcePlace(context, node) }),
    targets: [],
  };
}
