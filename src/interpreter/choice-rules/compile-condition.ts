import type { Json, JsonPathCondition } from "#asl";
import { compilePath } from "../json-path/compile-path.ts";
import { InvalidPath } from "../json-path/invalid-path.ts";
import { JsonPathFailure } from "../json-path/json-path-failure.ts";
import type { PathScope } from "../json-path/path-scope.ts";
import { comparisons, matchesPattern, typeTests } from "./comparisons.ts";

/** Whether a rule holds; throws `JsonPathFailure` where a path of it leads nowhere. */
export type Condition = (scope: PathScope) => boolean;

/** Compiles a rule of a Choice state in JSONPath; throws `InvalidPath`. */
export function compileCondition(rule: JsonPathCondition): Condition {
  if (rule.And !== undefined) {
    const parts = rule.And.map(compileCondition);
    return (scope) => parts.every((part) => part(scope));
  }
  if (rule.Or !== undefined) {
    const parts = rule.Or.map(compileCondition);
    return (scope) => parts.some((part) => part(scope));
  }
  if (rule.Not !== undefined) {
    const part = compileCondition(rule.Not);
    return (scope) => !part(scope);
  }
  return compileComparison(rule);
}

function compileComparison({ Variable: variable = "", ...rule }: JsonPathCondition): Condition {
  const entry = Object.entries(rule).find(([field]) => isComparison(field));
  if (entry === undefined) throw new InvalidPath(`a rule about '${variable}' compares it with nothing`);
  const [field, wanted] = entry as readonly [string, Json];
  if (field === "IsPresent") {
    const path = compilePath(variable);
    return (scope) => isPresent(path.find(scope), path.isDefinite) === wanted;
  }
  const read = compileRead(variable);
  const test = compileTest(field, wanted);
  return (scope) => test(read(scope), scope);
}

const pathSuffix = "Path";

/** Whether a field of a rule is what it asks of its Variable. */
export function isComparison(field: string): boolean {
  const name = field.endsWith(pathSuffix) ? field.slice(0, -pathSuffix.length) : field;
  return comparisons.has(name) || typeTests.has(field) || field === "IsPresent" || field === "StringMatches";
}

/** A path that can select several values is there if it selects any. */
function isPresent(found: Json | undefined, isDefinite: boolean): boolean {
  return found !== undefined && (isDefinite || (found as readonly Json[]).length > 0);
}

function compileTest(field: string, wanted: Json): (value: Json, scope: PathScope) => boolean {
  const typeTest = typeTests.get(field);
  if (typeTest !== undefined) return (value) => typeTest(value) === wanted;
  if (field === "StringMatches") return matchesPattern(String(wanted));
  const compare = comparisons.get(field);
  if (compare !== undefined) return (value) => compare(value, wanted);
  const comparePath = comparisons.get(field.slice(0, -pathSuffix.length))!;
  const other = compileRead(String(wanted));
  return (value, scope) => comparePath(value, other(scope));
}

function compileRead(source: string): (scope: PathScope) => Json {
  const path = compilePath(source);
  return (scope) => {
    const value = path.find(scope);
    if (value !== undefined) return value;
    throw new JsonPathFailure(
      `Invalid path '${source}': The choice state's condition path references an invalid value.`,
    );
  };
}
