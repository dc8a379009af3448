import type { Cloud } from "../../service.ts";
import { getMapping, mappingIdIn, putMapping } from "./event-sources/mapping-store.ts";
import { parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";

export type Tags = Readonly<Record<string, string>>;

/** The tags of what an ARN names: a function, or a mapping of an event source. */
export function readTags(cloud: Cloud, arn: string | undefined): Tags {
  const mappingId = mappingIdIn(arn);
  if (mappingId !== undefined) return getMapping(cloud, mappingId).tags;
  return JSON.parse(getFunctionRow(cloud, parseFunctionReference(arn)).tags) as Tags;
}

/** Replaces the tags; throws where there is nothing that could have them. */
export function writeTags(cloud: Cloud, arn: string | undefined, tags: Tags): void {
  const mappingId = mappingIdIn(arn);
  if (mappingId !== undefined) return putMapping(cloud, { ...getMapping(cloud, mappingId), tags });
  const { name } = getFunctionRow(cloud, parseFunctionReference(arn));
  cloud.db.prepare("UPDATE lambda_functions SET tags = ? WHERE name = ?").run(JSON.stringify(tags), name);
}
