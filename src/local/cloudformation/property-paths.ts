import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "./json-value.ts";
import type { OnChange } from "./resource-type.ts";
import { intrinsicOf } from "./template/evaluate.ts";

/**
 * Paths of a resource's properties that its type does not honour. Works on the template as written: both arms of an
 * `Fn::If` are looked into, any other intrinsic is a value of its own.
 */
export function unhonouredPaths(properties: JsonObject, honoured: readonly string[]): readonly string[] {
  return [...new Set(unhonouredIn(properties, "", honoured))];
}

function unhonouredIn(value: JsonValue, path: string, honoured: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => unhonouredIn(item, path, honoured));
  if (!isJsonObject(value)) return [];
  const intrinsic = intrinsicOf(value);
  if (intrinsic) {
    if (intrinsic.name !== "Fn::If" || !Array.isArray(intrinsic.argument)) return [];
    return intrinsic.argument.slice(1).flatMap((arm: JsonValue) => unhonouredIn(arm, path, honoured));
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = path === "" ? key : `${path}.${key}`;
    if (honoured.includes(inner)) return [];
    const isOnTheWay = honoured.some((name) => name.startsWith(`${inner}.`));
    return isOnTheWay ? unhonouredIn(item, inner, honoured) : [inner];
  });
}

/** Declared paths under which two sets of evaluated properties differ. */
export function changedPaths(
  before: JsonObject,
  after: JsonObject,
  honoured: Readonly<Record<string, OnChange>>,
): readonly string[] {
  return Object.keys(honoured).filter((path) => canonicalAt(before, path) !== canonicalAt(after, path));
}

function canonicalAt(value: JsonValue | undefined, path: string): string {
  return canonicalJson(valueAt(value, path.split(".")));
}

function valueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => valueAt(item, path) ?? null);
  // An unevaluated intrinsic on the way stands for all that is beneath it.
  if (isJsonObject(value)) return intrinsicOf(value) ? value : valueAt(value[key], rest);
  return undefined;
}
