import { isRecord } from "../is-record.ts";
import { summarizeJson } from "./summarize-json.ts";

/** What an execution works on, as a person would name it: the key of an object, the content of an event, else the input. */
export function executionSubject(input: unknown): string {
  if (!isRecord(input) || !isRecord(input.detail)) return summarizeJson(input);
  const { detail, "detail-type": type } = input;
  if (isRecord(detail.object) && typeof detail.object.key === "string") return detail.object.key;
  return typeof type === "string" ? `${type}: ${summarizeJson(detail)}` : summarizeJson(input);
}

/** What a child execution of a map run works on: its item, without what travels beside it, or how many items there are. */
export function childSubject(input: unknown): string {
  if (!isRecord(input)) return executionSubject(input);
  if (Array.isArray(input.Items)) {
    const { length } = input.Items;
    return `${length} ${length === 1 ? "item" : "items"}: ${summarizeJson(input.Items)}`;
  }
  const isWrapped = "item" in input && Object.keys(input).every((key) => ["item", "index", "outer"].includes(key));
  return executionSubject(isWrapped ? input.item : input);
}
