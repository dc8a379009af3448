import type { AslFinding } from "../finding.ts";
import { checkFields, schema } from "./check-fields.ts";
import { jsonPathFields } from "./json-path-fields.ts";
import { isRecord } from "./json-record.ts";
import type { JsonRecord } from "./json-record.ts";
import * as must from "./field-checks.ts";
import type { FieldCheck } from "./field-checks.ts";

const relations = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];

/** What each comparison of a rule in JSONPath compares with. */
const comparisons: ReadonlyMap<string, FieldCheck> = new Map<string, FieldCheck>([
  ...relations.flatMap((relation): [string, FieldCheck][] => [
    [`String${relation}`, must.text],
    [`String${relation}Path`, must.path],
    [`Numeric${relation}`, must.number],
    [`Numeric${relation}Path`, must.path],
    [`Timestamp${relation}`, must.timestamp],
    [`Timestamp${relation}Path`, must.path],
  ]),
  ["StringMatches", must.text],
  ["BooleanEquals", must.boolean],
  ["BooleanEqualsPath", must.path],
  ...["Null", "Present", "String", "Numeric", "Boolean", "Timestamp"].map((type): [string, FieldCheck] => [
    `Is${type}`,
    must.boolean,
  ]),
]);

/** Checks a rule of a Choice state in JSONPath: what it compares, and where it leads. */
export function checkChoiceRule(rule: unknown, location: string): AslFinding[] {
  if (!isRecord(rule)) return [schema(location, "must be an object")];
  const { Next, Assign, Comment, ...condition } = rule;
  const outer = { Next, Assign, Comment };
  const present = Object.fromEntries(Object.entries(outer).filter(([, value]) => value !== undefined));
  return [...checkFields(present, jsonPathFields.choiceRule, location), ...checkCondition(condition, location)];
}

function checkCondition(condition: JsonRecord, location: string): AslFinding[] {
  const [field, ...others] = ["And", "Or", "Not"].filter((name) => name in condition);
  if (field === undefined) return checkComparison(condition, location);
  const unknown = [...others, ...Object.keys(condition).filter((name) => name !== field && name !== "Comment")];
  const misplaced = unknown.map((name) => schema(`${location}/${name}`, "Field is not supported"));
  const place = `${location}/${field}`;
  const value = condition[field];
  if (field === "Not") return [...misplaced, ...checkNested(value, place)];
  if (!Array.isArray(value) || value.length === 0) return [...misplaced, schema(place, "must be a non-empty array")];
  return [...misplaced, ...value.flatMap((part: unknown, index) => checkNested(part, `${place}[${index}]`))];
}

/** ASL: only the outermost rule says where it leads. */
function checkNested(condition: unknown, location: string): AslFinding[] {
  return isRecord(condition) ? checkCondition(condition, location) : [schema(location, "must be an object")];
}

function checkComparison(condition: JsonRecord, location: string): AslFinding[] {
  const present = Object.keys(condition).filter((field) => comparisons.has(field));
  const optional = Object.fromEntries(comparisons);
  const fields = { required: { Variable: must.path }, optional: { ...optional, Comment: must.text } };
  const one =
    present.length === 1 ? [] : [schema(location, `Exactly one comparison is required, got [${present.join(", ")}]`)];
  return [...checkFields(condition, fields, location), ...one];
}
