import { notImplemented } from "../../aws-error.ts";
import { canonicalJson, isJsonObject, type JsonValue } from "../json-value.ts";
import { evaluate } from "./evaluate.ts";
import type { Scope } from "./scope.ts";
import { validationError, type Template } from "./template.ts";

type ConditionFunction = (argument: readonly JsonValue[], scope: Scope) => boolean;

const conditionFunctions: Readonly<Record<string, ConditionFunction>> = {
  "Fn::Equals": ([left, right], scope) => sameText(evaluated(left, scope), evaluated(right, scope)),
  "Fn::And": (conditions, scope) => conditions.every((condition) => evaluateCondition(condition, scope)),
  "Fn::Or": (conditions, scope) => conditions.some((condition) => evaluateCondition(condition, scope)),
  "Fn::Not": ([condition], scope) => !evaluateCondition(condition as JsonValue, scope),
  // Functions of the Rules section.
  "Fn::Contains": ([members, value], scope) => {
    const wanted = evaluated(value, scope);
    return asList(evaluated(members, scope)).some((member) => sameText(member, wanted));
  },
  "Fn::EachMemberEquals": ([members, value], scope) => {
    const wanted = evaluated(value, scope);
    return asList(evaluated(members, scope)).every((member) => sameText(member, wanted));
  },
  "Fn::EachMemberIn": ([members, allowed], scope) => {
    const list = asList(evaluated(allowed, scope));
    return asList(evaluated(members, scope)).every((member) => list.some((item) => sameText(item, member)));
  },
};

/** Says whether a condition of the Conditions or Rules section holds. */
export function evaluateCondition(condition: JsonValue, scope: Scope): boolean {
  if (typeof condition === "boolean") return condition;
  if (condition === "true" || condition === "false") return condition === "true";
  if (!isJsonObject(condition))
    throw validationError(`Template error: ${JSON.stringify(condition)} is not a condition.`);
  const [name = "", ...others] = Object.keys(condition);
  const argument = condition[name] as JsonValue;
  if (name === "Condition" && typeof argument === "string") {
    const known = scope.conditions.get(argument);
    if (known === undefined)
      throw validationError(`Template format error: Unresolved condition dependency ${argument}`);
    return known;
  }
  const evaluateFunction = conditionFunctions[name];
  if (!evaluateFunction || others.length > 0) throw notImplemented(`condition function '${name}'`);
  if (!Array.isArray(argument)) throw validationError(`Template error: every ${name} object requires a list.`);
  return evaluateFunction(argument, scope);
}

/** Evaluates the whole Conditions section; a condition may name others, in any order but not in a circle. */
export function evaluateConditions(template: Template, scope: Omit<Scope, "conditions">): ReadonlyMap<string, boolean> {
  const known = new Map<string, boolean>();
  const visit = (name: string, path: readonly string[]): void => {
    if (known.has(name)) return;
    if (path.includes(name)) {
      throw validationError(
        `Circular dependency between conditions: [${[...path.slice(path.indexOf(name)), name].join(", ")}]`,
      );
    }
    const condition = template.conditions[name];
    if (condition === undefined)
      throw validationError(`Template format error: Unresolved condition dependency ${name}`);
    for (const other of conditionsNamedIn(condition)) visit(other, [...path, name]);
    known.set(name, evaluateCondition(condition, { ...scope, conditions: known }));
  };
  for (const name of Object.keys(template.conditions)) visit(name, []);
  return known;
}

function conditionsNamedIn(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(conditionsNamedIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "Condition" && typeof item === "string"
      ? [item]
      : key === "Fn::If" && Array.isArray(item) && typeof item[0] === "string"
        ? [item[0], ...conditionsNamedIn(item.slice(1))]
        : conditionsNamedIn(item),
  );
}

function evaluated(value: JsonValue | undefined, scope: Scope): JsonValue {
  return value === undefined ? null : (evaluate(value, scope) ?? null);
}

function asList(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

// CloudFormation compares parameters as text: the number 1 equals "1".
function sameText(left: JsonValue, right: JsonValue): boolean {
  const plain = (value: JsonValue): string => (typeof value === "object" ? canonicalJson(value) : String(value));
  return plain(left) === plain(right);
}
