import type { Json } from "#asl";
import type { Values } from "./closures/sequence.ts";

/**
 * What AWS keeps of a JSONata result: plain JSON. The evaluator's arrays carry marks of their own, objects may hold
 * undefined, and a division by zero has no JSON number: AWS writes the text.
 *
 * What is plain JSON already is given as it is, not as a copy: nobody changes a value once it is there.
 */
export function toJson(value: unknown): Json | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value + 0 : String(value);
    case "object":
      if (value === null) return null;
      return Array.isArray(value) ? arrayToJson(value) : objectToJson(value as Readonly<Record<string, unknown>>);
    default:
      return undefined;
  }
}

function arrayToJson(array: Values): Json {
  // A mark would change what a later expression makes of the array.
  const isMarked = array.sequence !== undefined || array.cons !== undefined || array.keepSingleton !== undefined;
  let copy: Json[] | undefined = isMarked ? [] : undefined;
  for (let index = 0; index < array.length; index++) {
    const element = array[index];
    const json = toJson(element);
    if (copy === undefined && !Object.is(json, element)) copy = array.slice(0, index) as Json[];
    if (json !== undefined) copy?.push(json);
  }
  return copy ?? (array as readonly unknown[] as readonly Json[]);
}

function objectToJson(object: Readonly<Record<string, unknown>>): Json | undefined {
  let copy: Record<string, Json> | undefined;
  for (const key in object) {
    // Functions and regular expressions are objects of the evaluator's own; they have no JSON.
    if (key === "_jsonata_function" || key === "_jsonata_lambda") return undefined;
    const member = object[key];
    const json = toJson(member);
    if (copy === undefined && !Object.is(json, member)) copy = membersBefore(object, key);
    if (copy !== undefined && json !== undefined) copy[key] = json;
  }
  return copy ?? (object as Readonly<Record<string, Json>>);
}

function membersBefore(object: Readonly<Record<string, unknown>>, end: string): Record<string, Json> {
  const copy: Record<string, Json> = {};
  for (const key in object) {
    if (key === end) break;
    copy[key] = object[key] as Json;
  }
  return copy;
}
