import type { Json } from "#asl";
import { isList } from "./is-list.ts";

/** The JSON type of a value, in the words of Step Functions' causes. */
export function typeName(value: Json | undefined): string {
  if (value === null || value === undefined) return "null";
  return isList(value) ? "array" : typeof value;
}
