import { readComparison } from "./comparison.ts";
import { invalidPattern, readConditions, readPattern } from "./pattern-reader.ts";
import type { PatternReader } from "./pattern-reader.ts";
import type { FilterPattern } from "./term-pattern.ts";

type Path = readonly (string | number)[];
type Condition = (message: unknown) => boolean;

const selector = /\$(?:\.?\[(?:\d+|'[^']*'|"[^"]*")\]|\.[\w@-]+)+/y;
const step = /\.?\[(?:(\d+)|'([^']*)'|"([^"]*)")\]|\.([\w@-]+)/g;

/** `{ ($.level = "ERROR" || $.ms > 100) && $.user NOT EXISTS }`, for messages that are JSON; no other message matches. */
export function compileJsonPattern(pattern: string): FilterPattern {
  const reader = readPattern(pattern);
  reader.expect(/\{/y);
  const places: string[] = [];
  const holds = readConditions(reader, () => {
    const place = reader.expect(selector);
    places.push(place);
    return readCondition(reader, readPath(place));
  });
  reader.expect(/\}/y);
  if (!reader.isAtEnd()) throw invalidPattern();
  return {
    matches(message) {
      const value = parse(message);
      return value !== undefined && holds(value);
    },
    valueAt: (message, place) => valueAt(parse(message), readPath(place)),
    places,
  };
}

function readCondition(reader: PatternReader, path: Path): Condition {
  if (reader.take(/NOT\s+EXISTS\b/y) !== undefined) return (message) => valueAt(message, path) === undefined;
  const state = reader.take(/IS\s+(?:NULL|TRUE|FALSE)\b/y)?.split(/\s+/)[1];
  if (state !== undefined) {
    const wanted = JSON.parse(state.toLowerCase()) as unknown;
    return (message) => valueAt(message, path) === wanted;
  }
  const compare = readComparison(reader);
  return (message) => {
    const value = valueAt(message, path);
    if (typeof value === "boolean") return compare(String(value));
    return (typeof value === "string" || typeof value === "number") && compare(value);
  };
}

function readPath(text: string): Path {
  return [...text.matchAll(step)].map(([, index, single, double, name]) =>
    index === undefined ? (single ?? double ?? name ?? "") : Number(index),
  );
}

function valueAt(message: unknown, path: Path): unknown {
  let value = message;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[part];
  }
  return value;
}

function parse(message: string): unknown {
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
