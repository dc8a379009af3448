import type { Json } from "#asl";

/** Whether a value, of which all is JSON, is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
