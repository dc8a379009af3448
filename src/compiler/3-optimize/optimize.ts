import type { Region } from "../ir/ir.ts";
import { mapRegions } from "../ir/walk-region.ts";
import { cleanBlocks } from "./clean-blocks.ts";
import { coalesceResults } from "./coalesce-results.ts";
import { flattenChoices } from "./flatten-choices.ts";
import { foldPure } from "./fold-pure.ts";
import { mergeSameTargets } from "./merge-same-targets.ts";
import { projectMembers } from "./project-members.ts";
import { propagateCopies } from "./propagate-copies.ts";
import { sinkNow } from "./sink-now.ts";
import { splitBlocks } from "./split-blocks.ts";
import { splitCatchers } from "./split-catchers.ts";
import { threadChoices } from "./thread-choices.ts";

type Pass = (region: Region) => Region;

/** Each pass is correct alone and may be left out; the order only decides how much they find. */
const passes: readonly Pass[] = [
  cleanBlocks,
  mergeSameTargets,
  // While each test of an error's name still stands alone.
  splitCatchers,
  foldPure,
  threadChoices,
  cleanBlocks,
  flattenChoices,
  cleanBlocks,
  // What leads to the same place only since then.
  mergeSameTargets,
  coalesceResults,
  cleanBlocks,
];

/** Optimizes a workflow; `verify` is called after each pass. */
export function optimize(region: Region, verify: (region: Region) => void = () => undefined): Region {
  let current = region;
  const apply = (pass: Pass): void => {
    current = pass(current);
    verify(current);
  };
  for (const pass of passes) apply((whole) => mapRegions(whole, pass));
  apply(propagateCopies);
  apply(projectMembers);
  apply((whole) => mapRegions(whole, sinkNow));
  apply((whole) => mapRegions(whole, splitBlocks));
  return current;
}
