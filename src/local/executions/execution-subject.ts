import { isRecord, summarizeJson } from "./summarize-json.ts";

/** What an execution works on, as a person would name it: the key of an object, the content of an event, else the input. */
export function executionSubject(input: unknown): string {
  if (!isRecord(input) || !isRecord(input.detail)) return summarizeJson(input);
  const { detail, "detail-type": type } = input;
  if (isRecord(detail.object) && typeof detail.object.key === "string") return detail.object.key;
  return typeof type === "string" ? `${type}: ${summarizeJson(detail)}` : summarizeJson(input);
}
