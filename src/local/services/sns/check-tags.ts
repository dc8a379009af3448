import { AwsError } from "../../aws-error.ts";
import { invalidParameter } from "./errors.ts";
import type { Attributes, Tag } from "./sns-types.ts";

const mostTags = 50;

export function checkTags(tags: readonly Tag[] = [], before: Attributes = {}): void {
  const keys = tags.map(({ Key }) => Key);
  if (new Set(keys).size < keys.length) throw invalidParameter("Duplicated keys are not allowed.");
  if (tags.some(({ Key, Value }) => Key === "" || Key.length > 128 || Value.length > 256))
    throw invalidParameter("Tags");
  if (new Set([...keys, ...Object.keys(before)]).size > mostTags) {
    throw new AwsError("TagLimitExceededException", "Could not complete request: tag quota of per resource exceeded");
  }
}
