import type { Json } from "#asl";

/** Whether a value is an array; unlike `Array.isArray`, in the terms of JSON. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
