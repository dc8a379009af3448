import { matchesPattern } from "./match-pattern.ts";
import type { PolicyStatement } from "./policy-document.ts";

/** What is known of a request, under IAM's own condition keys. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

type Matcher = (wanted: string, actual: string) => boolean;

const isSame: Matcher = (wanted, actual) => wanted === actual;
const isSameIgnoringCase: Matcher = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();
const numeric =
  (compare: (actual: number, wanted: number) => boolean): Matcher =>
  (wanted, actual) =>
    compare(Number(actual), Number(wanted));

const matchers: Readonly<Record<string, Matcher>> = {
  StringEquals: isSame,
  StringEqualsIgnoreCase: isSameIgnoringCase,
  StringLike: matchesPattern,
  ArnEquals: matchesPattern,
  ArnLike: matchesPattern,
  Bool: isSameIgnoringCase,
  NumericEquals: numeric((actual, wanted) => actual === wanted),
  NumericLessThan: numeric((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numeric((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numeric((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numeric((actual, wanted) => actual >= wanted),
};

// A negated operator holds where no value matches, so also where the request says nothing of the key.
const negations: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
  NumericNotEquals: "NumericEquals",
};

/** Whether the conditions of a statement hold; `unknown` when an operator is not implemented. */
export type ConditionVerdict = "hold" | "fail" | { readonly unknown: string };

/** Decides all conditions of a statement: every operator and every key must hold, any one value is enough. */
export function matchConditions(conditions: PolicyStatement["conditions"], context: RequestContext): ConditionVerdict {
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, wanted] of Object.entries(keys)) {
      const verdict = matchCondition(operator, wanted, valuesOf(context, key));
      if (verdict === undefined) return { unknown: operator };
      if (!verdict) return "fail";
    }
  }
  return "hold";
}

function matchCondition(
  operator: string,
  wanted: readonly string[],
  actual: readonly string[] | undefined,
): boolean | undefined {
  const [, quantifier, name = "", ifExists] = /^(ForAnyValue:|ForAllValues:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === "Null") return wanted.some((value) => (value.toLowerCase() === "true") === (actual === undefined));
  const negated = negations[name];
  const matcher = matchers[negated ?? name];
  if (!matcher) return undefined;
  if (actual === undefined) return ifExists !== undefined || negated !== undefined || quantifier === "ForAllValues:";
  const matches = (value: string): boolean =>
    negated === undefined
      ? wanted.some((pattern) => matcher(pattern, value))
      : !wanted.some((pattern) => matcher(pattern, value));
  return quantifier === "ForAnyValue:" || (quantifier === undefined && negated === undefined)
    ? actual.some(matches)
    : actual.every(matches);
}

// Condition keys match without regard to case.
function valuesOf(context: RequestContext, key: string): readonly string[] | undefined {
  const found = Object.keys(context).find((name) => name.toLowerCase() === key.toLowerCase());
  const value = found === undefined ? undefined : context[found];
  return typeof value === "string" ? [value] : value;
}
