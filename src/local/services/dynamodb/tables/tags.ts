import type { Tag } from "@aws-sdk/client-dynamodb";
import { validationError } from "../validation-error.ts";

const mostTags = 50;

/** Throws unless a table may have these tags. */
export function checkTags(tags: readonly Tag[] | undefined): void {
  const keys = (tags ?? []).map(({ Key }) => Key ?? "");
  if (new Set(keys).size !== keys.length)
    throw validationError("One or more parameter values were invalid: Duplicate tag keys");
  if (keys.length > mostTags) throw validationError(`Too many tags: more than ${mostTags}`);
  const invalid = keys.find((key) => key === "" || key.length > 128 || key.startsWith("aws:"));
  if (invalid !== undefined)
    throw validationError(`One or more parameter values were invalid: Invalid tag key: ${invalid}`);
}

export function tagMap(tags: readonly Tag[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}
