import type { Json } from "#asl";
import type { IntrinsicScope } from "../intrinsics/intrinsic-scope.ts";
import { compileValue } from "./compile-value.ts";
import type { Evaluate } from "./compile-value.ts";
import { InvalidPath } from "../json-path/invalid-path.ts";
import { isList } from "../is-list.ts";

/** Fills a payload template in; throws `InvalidPath` where it is none, in AWS's words. What holds no path is handed out as it is, since values are never changed. */
export function compileTemplate(template: Json): Evaluate {
  return compileDynamic(template) ?? (() => template);
}

/** Undefined where nothing in the template depends on anything. */
function compileDynamic(template: Json): Evaluate | undefined {
  if (template === null || typeof template !== "object") return undefined;
  return isList(template) ? compileList(template) : compileObject(template);
}

function compileList(list: readonly Json[]): Evaluate | undefined {
  const compiled = list.map(compileDynamic);
  if (compiled.every((element) => element === undefined)) return undefined;
  const elements = compiled.map((element, index) => element ?? constant(list[index]!));
  return (scope) => elements.map((element) => element(scope));
}

function compileObject(object: Readonly<Record<string, Json>>): Evaluate | undefined {
  let isDynamic = false;
  const fields = Object.entries(object).map(([key, value]): readonly [string, Evaluate] => {
    const evaluate = key.endsWith(".$") ? compilePathField(value, key) : compileDynamic(value);
    isDynamic ||= evaluate !== undefined;
    return [key.endsWith(".$") ? key.slice(0, -2) : key, evaluate ?? constant(value)];
  });
  if (!isDynamic) return undefined;
  // Assigned, this key would be the object's prototype.
  if (fields.some(([key]) => key === "__proto__")) {
    return (scope) => Object.fromEntries(fields.map(([key, evaluate]) => [key, evaluate(scope)]));
  }
  return (scope) => fill(fields, scope);
}

function compilePathField(value: Json, key: string): Evaluate {
  if (typeof value === "string") return compileValue(value, key);
  throw new InvalidPath(
    `The value for the field '${key}' must be a STRING that contains a JSONPath but was an ${kindOf(value)}`,
  );
}

/** In the words of the JSON parser that AWS uses. */
function kindOf(value: Json): string {
  if (value === null) return "NULL";
  return isList(value) ? "ARRAY" : (typeof value).toUpperCase();
}

function fill(fields: readonly (readonly [string, Evaluate])[], scope: IntrinsicScope): Json {
  const filled: Record<string, Json> = {};
  for (const [key, evaluate] of fields) filled[key] = evaluate(scope);
  return filled;
}

function constant(value: Json): Evaluate {
  return () => value;
}
