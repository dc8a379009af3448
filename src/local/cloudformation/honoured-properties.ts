import type { JsonObject } from "./json-value.ts";
import type { OnChange, ResourceType } from "./resource-type.ts";

/** What a type honours; an open one all that stands in any of the given properties, each to be updated in place. */
export function honouredProperties(
  { properties, isOpen }: ResourceType,
  ...given: readonly JsonObject[]
): Readonly<Record<string, OnChange>> {
  if (!isOpen) return properties;
  const names = given.flatMap((one) => Object.keys(one));
  return { ...Object.fromEntries(names.map((name) => [name, "update" as const])), ...properties };
}
