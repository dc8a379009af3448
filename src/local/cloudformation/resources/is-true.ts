import type { JsonValue } from "../json-value.ts";

/** A boolean of a template, which may be text. */
export function isTrue(value: JsonValue | undefined): boolean {
  return String(value) === "true";
}
