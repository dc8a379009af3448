import type { Json } from "#asl";

/**
 * What arrives when a value is sent as JSON: nothing is shared with the sender, and what JSON cannot say is gone. An element or
 * a whole that is `undefined` arrives as null. Throws a `TypeError` for a BigInt and for what holds itself, as JSON does.
 *
 * Not by way of a text: that takes longer, and JSON.parse of Node 24 misreads keys with escapes. After `{"/*":1,"\\":2}`, the key of
 * `{"/*":1,"\u0000":2}` is a backslash.
 */
export function copyJson(value: unknown, replace?: Replace): Json {
  return copy(value, "", 0, replace) ?? null;
}

/** Gives what stands for an object in the copy. */
type Replace = (value: object) => object;

// Deeper than this may be without end, which JSON finds out.
const deepest = 500;

/** The copy of a value, which is the member `key` of another; `undefined` where JSON has nothing. */
function copy(value: unknown, key: string, depth: number, replace: Replace | undefined): Json | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value + 0 : null;
    case "object":
      return value === null ? null : copyObject(replace === undefined ? value : replace(value), key, depth, replace);
    case "bigint":
      throw new TypeError("Do not know how to serialize a BigInt");
    default:
      return undefined;
  }
}

function copyObject(value: object, key: string, depth: number, replace?: Replace): Json | undefined {
  if (depth === deepest) return JSON.parse(JSON.stringify(value)) as Json;
  if (Array.isArray(value)) return copyList(value, depth + 1, replace);
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === "function") {
    const said: unknown = toJSON.call(value, key);
    // Whatever it gives is not asked again.
    return typeof said === "object" && said !== null && !Array.isArray(said)
      ? copyRecord(said, depth + 1, replace)
      : copy(said, key, depth, replace);
  }
  if (Object.getPrototypeOf(value) !== Object.prototype && isBoxed(value))
    return copy(value.valueOf(), key, depth, replace);
  return copyRecord(value, depth + 1, replace);
}

/** `Object("a")`, which JSON takes for the text in it. */
function isBoxed(value: object): boolean {
  return /^\[object (?:Number|String|Boolean)\]$/u.test(Object.prototype.toString.call(value));
}

function copyList(list: readonly unknown[], depth: number, replace?: Replace): Json {
  const elements: Json[] = [];
  for (let index = 0; index < list.length; index++)
    elements.push(copy(list[index], String(index), depth, replace) ?? null);
  return elements;
}

function copyRecord(record: object, depth: number, replace?: Replace): Json {
  const members: Record<string, Json> = {};
  for (const key of Object.keys(record)) {
    const member = copy((record as Readonly<Record<string, unknown>>)[key], key, depth, replace);
    if (member === undefined) continue;
    if (key === "__proto__") setOwn(members, member);
    else members[key] = member;
  }
  return members;
}

/** Assigned, it would be the object's prototype. */
function setOwn(members: Record<string, Json>, value: Json): void {
  Object.defineProperty(members, "__proto__", { value, writable: true, enumerable: true, configurable: true });
}
