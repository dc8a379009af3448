import { compilePattern, flattenEvent, matchesPattern } from "../../../event-patterns/index.ts";
import { parseRecord } from "../../../parse-record.ts";

/** Whether a record passes a mapping's filters: one is enough. Without filters every record does. */
export function createRecordFilter<Item extends object>(
  filters: readonly string[],
  eventOf: (record: Item) => object = (record) => record,
): (record: Item) => boolean {
  if (filters.length === 0) return () => true;
  const patterns = filters.map(compilePattern);
  return (record) => {
    const event = flattenEvent({ ...eventOf(record) });
    return patterns.some((pattern) => matchesPattern(pattern, event));
  };
}

/** A queue's record with a body that can be looked into where it is a JSON object; a pattern for plain text then finds nothing in its place. */
export function withParsedBody<Item extends { readonly body: string }>(record: Item): object {
  return { ...record, body: bodyOf(record.body) };
}

function bodyOf(text: string): unknown {
  return parseRecord(text) ?? text;
}
