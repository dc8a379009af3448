import type { Json } from "#asl";

/** What arrives when a value is sent as JSON: nothing is shared with the sender, and what JSON cannot say is gone. */
export function copyJson(value: unknown): Json {
  return copyPlain(value, 0) ?? (JSON.parse(JSON.stringify(value ?? null)) as Json);
}

// Deeper than this may be without end, which JSON says best.
const deepest = 100;

/** The copy of a value that is plain JSON; undefined for any other, about which JSON has rules of its own. */
function copyPlain(value: unknown, depth: number): Json | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value + 0 : null;
    case "object":
      if (value === null) return null;
      if (depth === deepest) return undefined;
      return Array.isArray(value) ? copyList(value, depth + 1) : copyRecord(value, depth + 1);
    default:
      return undefined;
  }
}

function copyList(list: readonly unknown[], depth: number): Json | undefined {
  const copy: Json[] = [];
  for (let index = 0; index < list.length; index++) {
    const element = copyPlain(list[index], depth);
    if (element === undefined) return undefined;
    copy.push(element);
  }
  return copy;
}

function copyRecord(record: object, depth: number): Json | undefined {
  // A class may have a way of its own to be JSON.
  if (Object.getPrototypeOf(record) !== Object.prototype) return undefined;
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(record)) {
    const member = copyPlain((record as Readonly<Record<string, unknown>>)[key], depth);
    if (member === undefined || key === "__proto__") return undefined;
    copy[key] = member;
  }
  return copy;
}
