import { countReferences } from "../jsonata/substitute.ts";
import type { Region } from "./ir.ts";
import type { Variable } from "./variable.ts";
import { allExpressions } from "./walk-region.ts";

/** How often each variable is read in a region and those inside it. */
export function countReads(region: Region): ReadonlyMap<Variable, number> {
  const reads = new Map<Variable, number>();
  for (const node of allExpressions(region)) {
    for (const [variable, count] of countReferences(node)) reads.set(variable, (reads.get(variable) ?? 0) + count);
  }
  return reads;
}
