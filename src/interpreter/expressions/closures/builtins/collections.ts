import { isArray, newSequence } from "../sequence.ts";
import type { Values } from "../sequence.ts";
import { isDeepEqual, isFunction } from "../values.ts";

// Functions of arrays and objects that are called so often that the library's are too slow.

export function count(values: Values | undefined): number {
  return values === undefined ? 0 : values.length;
}

export function exists(value: unknown): boolean {
  return value !== undefined;
}

export function merge(objects: readonly object[] | undefined): unknown {
  if (objects === undefined) return undefined;
  const [first] = objects;
  // A copy as a whole is made faster than member by member; but there the reference takes this name for the prototype.
  const isCopied = first !== undefined && !Object.hasOwn(first, "__proto__");
  const merged: Record<string, unknown> = isCopied ? { ...first } : {};
  for (let index = isCopied ? 1 : 0; index < objects.length; index++) {
    const object = objects[index] as Readonly<Record<string, unknown>>;
    for (const key in object) merged[key] = object[key];
  }
  return merged;
}

/** The keys of an object; of an array, those of its elements, each once. */
export function keys(value: unknown): Values {
  const found = newSequence();
  if (isArray(value)) {
    const all: Record<string, true> = {};
    for (const element of value) for (const key of keys(element)) all[key as string] = true;
    return keys(all);
  }
  if (typeof value === "object" && value !== null && !isFunction(value)) found.push(...Object.keys(value));
  return found;
}

export function distinct(values: unknown): unknown {
  if (!isArray(values) || values.length <= 1) return values;
  const found: Values = values.sequence === true ? newSequence() : [];
  const seen = new Set<unknown>();
  for (const value of values) {
    if (typeof value === "object" && value !== null) {
      if (!found.some((other) => isDeepEqual(value, other))) found.push(value);
    } else if (!isSeen(seen, value)) found.push(value);
  }
  return found;
}

/** Strings, numbers, booleans and null are equal where they are the same; a set would take two NaN for the same. */
function isSeen(seen: Set<unknown>, value: unknown): boolean {
  if (Number.isNaN(value)) return false;
  if (seen.has(value)) return true;
  seen.add(value);
  return false;
}
