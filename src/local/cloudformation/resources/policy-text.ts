import type { JsonObject } from "../json-value.ts";

/** A policy as the APIs take it: templates may hold an object or its text. */
export function policyText(document: JsonObject | string): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}
