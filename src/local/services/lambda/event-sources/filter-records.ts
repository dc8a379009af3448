import { compilePattern, flattenEvent, matchesPattern } from "../../../event-patterns/index.ts";
import type { SqsRecord } from "./sqs-record.ts";

/** Whether a record passes a mapping's filters: one is enough. Without filters every record does. */
export function createRecordFilter(filters: readonly string[]): (record: SqsRecord) => boolean {
  if (filters.length === 0) return () => true;
  const patterns = filters.map(compilePattern);
  return (record) => {
    const event = flattenEvent({ ...record, body: bodyOf(record.body) });
    return patterns.some((pattern) => matchesPattern(pattern, event));
  };
}

// A body that is a JSON object is looked into; a pattern for plain text then finds nothing in its place, and the other way round.
function bodyOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : text;
  } catch {
    return text;
  }
}
