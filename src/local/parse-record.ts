import { isRecord } from "./is-record.ts";

/** The object of JSON that a text is; undefined where it is another value or no JSON. */
export function parseRecord<Value = unknown>(text: string): Readonly<Record<string, Value>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? (value as Readonly<Record<string, Value>>) : undefined;
  } catch {
    return undefined;
  }
}
