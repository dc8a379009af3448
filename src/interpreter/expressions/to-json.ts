import type { Json } from "#asl";

/**
 * What AWS keeps of a JSONata result: plain JSON. The evaluator's arrays carry marks of their own, objects may hold
 * undefined, and a division by zero has no JSON number: AWS writes the text.
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
      return Array.isArray(value) ? arrayToJson(value) : objectToJson(value);
    default:
      return undefined;
  }
}

function arrayToJson(array: readonly unknown[]): Json {
  return array.map(toJson).filter((element) => element !== undefined);
}

function objectToJson(object: object): Json | undefined {
  // Functions and regular expressions are objects of the evaluator's own; they have no JSON.
  if ("_jsonata_function" in object || "_jsonata_lambda" in object) return undefined;
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) {
    const json = toJson(value);
    if (json !== undefined) result[key] = json;
  }
  return result;
}
