import { isRecord } from "../is-record.ts";

const longest = 100;

/** A JSON value on a line, for a person: `dataset birdstrikes, rows 9`. */
export function summarizeJson(value: unknown): string {
  const text = isRecord(value)
    ? Object.entries(value)
        .map(([name, member]) => `${name} ${typeof member === "string" ? member : JSON.stringify(member)}`)
        .join(", ")
    : value === null || value === undefined
      ? ""
      : typeof value === "string"
        ? value
        : JSON.stringify(value);
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
