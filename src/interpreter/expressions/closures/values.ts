import { ExpressionFailure } from "./failures.ts";
import { isArray, newSequence, sequenceOf } from "./sequence.ts";

// What JSONata does with values of any type.

/** Any function: the library's, a lambda, or plain JavaScript. */
export function isFunction(value: unknown): boolean {
  if (typeof value === "function") return true;
  return typeof value === "object" && value !== null && isMarkedFunction(value);
}

function isMarkedFunction(value: {
  readonly _jsonata_lambda?: unknown;
  readonly _jsonata_function?: unknown;
}): boolean {
  return value._jsonata_lambda === true || value._jsonata_function === true;
}

/** A number that JSON has; one that is not finite is an error. */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new ExpressionFailure("D1001");
  return true;
}

/** What a value counts as in a condition; nothing counts as false. */
export function toBoolean(value: unknown): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return value.length > 0;
    case "number":
      return isNumeric(value) && value !== 0;
    case "object":
      if (value === null) return false;
      return isArray(value) ? arrayToBoolean(value) : Object.keys(value).length > 0;
    default:
      return false;
  }
}

function arrayToBoolean(values: readonly unknown[]): boolean {
  // Every element is looked at, as in the reference: a number that is not finite fails wherever it stands.
  return values.filter(toBoolean).length > 0;
}

/** The value of a key; of an array, those of its elements, arrays taken apart. */
export function lookup(input: unknown, key: string): unknown {
  if (typeof input !== "object" || input === null) return undefined;
  if (!isArray(input)) return isMarkedFunction(input) ? undefined : (input as Readonly<Record<string, unknown>>)[key];
  const found = newSequence();
  for (let index = 0; index < input.length; index++) {
    const value = lookup(input[index], key);
    if (value === undefined) continue;
    if (isArray(value)) for (let inner = 0; inner < value.length; inner++) found.push(value[inner]);
    else found.push(value);
  }
  return found;
}

/** Puts two values into one array, taking both apart. */
export function append(first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const front = isArray(first) ? first : sequenceOf(first);
  return front.concat(isArray(second) ? second : [second]);
}

/** Equality by content. */
export function isDeepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (isArray(left) && isArray(right)) return areEqualArrays(left, right);
  // Functions are equal to themselves only.
  if (isMarkedFunction(left) || isMarkedFunction(right)) return false;
  // Own names, not keys: an array's are its indexes, its length and its marks.
  const names = Object.getOwnPropertyNames(left);
  if (names.length !== Object.getOwnPropertyNames(right).length) return false;
  const [before, after] = [left, right] as readonly Readonly<Record<string, unknown>>[];
  return names.every((name) => Object.hasOwn(right, name) && isDeepEqual(before![name], after![name]));
}

function areEqualArrays(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (!isDeepEqual(left[index], right[index])) return false;
  }
  return true;
}
