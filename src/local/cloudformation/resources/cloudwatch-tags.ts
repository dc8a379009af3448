import type { ResourceContext } from "../resource-type.ts";
import { tagChanges, type Tag } from "./tag-changes.ts";

/** Brings the tags of an alarm or a dashboard from one list to another. */
export async function changeCloudwatchTags(
  ResourceARN: string,
  before: readonly Tag[] | undefined,
  after: readonly Tag[] | undefined,
  { call }: ResourceContext,
): Promise<void> {
  const { set, removedKeys } = tagChanges(before, after);
  if (removedKeys.length > 0) await call("monitoring", "UntagResource", { ResourceARN, TagKeys: removedKeys });
  if (set.length > 0) await call("monitoring", "TagResource", { ResourceARN, Tags: set });
}
