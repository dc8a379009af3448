import * as must from "./field-checks.ts";
import type { FieldCheck } from "./field-checks.ts";

const relations = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];

/** What each comparison of a rule in JSONPath compares with. */
export const choiceComparisons: ReadonlyMap<string, FieldCheck> = new Map<string, FieldCheck>([
  ...relations.flatMap((relation): [string, FieldCheck][] => [
    [`String${relation}`, must.text],
    [`String${relation}Path`, must.referencePath],
    [`Numeric${relation}`, must.number],
    [`Numeric${relation}Path`, must.referencePath],
    [`Timestamp${relation}`, must.timestamp],
    [`Timestamp${relation}Path`, must.referencePath],
  ]),
  ["StringMatches", must.text],
  ["BooleanEquals", must.boolean],
  ["BooleanEqualsPath", must.referencePath],
  ...["Null", "Present", "String", "Numeric", "Boolean", "Timestamp"].map((type): [string, FieldCheck] => [
    `Is${type}`,
    must.boolean,
  ]),
]);

/** What joins conditions, and so takes the place of a comparison. */
export const choiceJunctions: readonly string[] = ["And", "Or", "Not"];

/** Every field that says what a rule in JSONPath asks. */
export const choiceRuleNames: readonly string[] = ["Variable", ...choiceJunctions, ...choiceComparisons.keys()];
