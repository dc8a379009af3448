import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import type { ResourceType } from "../resource-type.ts";
import type { StackTag } from "./stack-record.ts";

/** Adds the tags of the stack to those of a resource that can have tags; the resource's own win. */
export function mergeTags(
  properties: JsonObject,
  form: ResourceType["tags"],
  stackTags: readonly StackTag[],
): JsonObject {
  if (form === undefined || stackTags.length === 0) return properties;
  const own = properties["Tags"];
  if (form === "map") {
    const inherited = Object.fromEntries(stackTags.map(({ Key, Value }) => [Key, Value]));
    return { ...properties, Tags: { ...inherited, ...(isJsonObject(own) ? own : {}) } };
  }
  const list: readonly JsonValue[] = Array.isArray(own) ? own : [];
  const isOwn = (key: string): boolean => list.some((tag) => isJsonObject(tag) && tag["Key"] === key);
  return { ...properties, Tags: [...stackTags.filter(({ Key }) => !isOwn(Key)).map((tag) => ({ ...tag })), ...list] };
}
