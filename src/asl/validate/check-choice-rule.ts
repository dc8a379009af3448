import type { AslFinding } from "../finding.ts";
import { checkFields, objectExpected, schema } from "./check-fields.ts";
import { choiceComparisons, choiceJunctions } from "./choice-comparisons.ts";
import * as must from "./field-checks.ts";
import type { Fields } from "./fields.ts";
import { isRecord } from "./json-record.ts";
import type { JsonRecord } from "./json-record.ts";

const comparison: Fields = {
  required: { Variable: must.referencePath },
  optional: { ...Object.fromEntries(choiceComparisons), Comment: must.text },
};

/** Checks a rule of a Choice state in JSONPath: what it compares, and where it leads. */
export function checkChoiceRule(rule: unknown, fields: Fields, location: string): AslFinding[] {
  if (!isRecord(rule)) return [objectExpected(location)];
  const entries = Object.entries(rule);
  const isOuter = (name: string): boolean =>
    Object.hasOwn(fields.required, name) ||
    Object.hasOwn(fields.optional, name) ||
    fields.foreign?.names.has(name) === true;
  const outer = Object.fromEntries(entries.filter(([name]) => isOuter(name)));
  const condition = Object.fromEntries(entries.filter(([name]) => !isOuter(name)));
  return [...checkFields(outer, fields, location), ...checkCondition(condition, location)];
}

function checkCondition(condition: JsonRecord, location: string): AslFinding[] {
  const [field, ...others] = choiceJunctions.filter((name) => name in condition);
  if (field === undefined) return checkComparison(condition, location);
  const unknown = [...others, ...Object.keys(condition).filter((name) => name !== field && name !== "Comment")];
  const misplaced = unknown.map((name) => schema(location, `Field '${name}' is not supported`));
  const place = `${location}/${field}`;
  const value = condition[field];
  if (field === "Not") return [...misplaced, ...checkNested(value, place)];
  const wrong = must.list(value);
  if (wrong !== undefined) return [...misplaced, schema(place, wrong)];
  const parts = value as readonly unknown[];
  return [...misplaced, ...parts.flatMap((part, index) => checkNested(part, `${place}[${index}]`))];
}

/** ASL: only the outermost rule says where it leads. */
function checkNested(condition: unknown, location: string): AslFinding[] {
  return isRecord(condition) ? checkCondition(condition, location) : [objectExpected(location)];
}

function checkComparison(condition: JsonRecord, location: string): AslFinding[] {
  const present = Object.keys(condition).filter((field) => choiceComparisons.has(field));
  const one =
    present.length === 1 ? [] : [schema(location, `Exactly one comparison is required, got [${present.join(", ")}]`)];
  return [...checkFields(condition, comparison, location), ...one];
}
