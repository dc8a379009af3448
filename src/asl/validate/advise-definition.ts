import type { Definition, PassState, State } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import { choiceComparisons } from "./choice-comparisons.ts";
import { isRecord } from "./json-record.ts";
import { languageOf, scopesOf } from "./scopes.ts";

// What `ValidateStateMachineDefinition` warns of: in JSONPath, a field whose name does not say that it holds a path. The codes
// and the words are those of its reference.

const templateFields = ["Parameters", "ResultSelector", "ItemSelector", "Assign"];

/** Warnings of AWS for a definition that it takes. */
export function adviseDefinition(definition: Definition): readonly AslFinding[] {
  return scopesOf(definition).flatMap((scope) =>
    Object.entries(scope.branch.States).flatMap(([name, state]) =>
      languageOf(state, scope) === "JSONPath" ? adviseState(state, `${scope.location}/States/${name}`) : [],
    ),
  );
}

function adviseState(state: State, location: string): readonly AslFinding[] {
  const fields = state as unknown as Readonly<Record<string, unknown>>;
  return [
    ...templateFields.flatMap((field) => textsThatLookLikePaths(fields[field], `${location}/${field}`).map(noDollar)),
    ...(state.Type === "Pass" ? adviseResult(state, location) : []),
    ...(state.Type === "Fail" ? ["Error", "Cause"] : [])
      .filter((field) => looksLikePath(fields[field]))
      .map((field) => noPath(`${location}/${field}`)),
    ...(state.Type === "Choice" ? state.Choices : []).flatMap((rule, index) =>
      adviseCondition(rule, `${location}/Choices[${index}]`),
    ),
  ];
}

function adviseResult({ Result: result }: PassState, location: string): readonly AslFinding[] {
  const place = `${location}/Result`;
  const isTemplate = JSON.stringify(result ?? null).includes('.$":');
  if (!isTemplate && textsThatLookLikePaths(result, place).length === 0) return [];
  return [advice("PASS_RESULT_IS_STATIC", place, "Attempt to use a path in the result of a pass state.")];
}

function adviseCondition(condition: unknown, location: string): readonly AslFinding[] {
  if (!isRecord(condition)) return [];
  return Object.entries(condition).flatMap(([field, value]) => {
    const place = `${location}/${field}`;
    if (field === "Not") return adviseCondition(value, place);
    if (Array.isArray(value)) return value.flatMap((part, index) => adviseCondition(part, `${place}[${index}]`));
    const isLiteral = choiceComparisons.has(field) && !field.endsWith("Path");
    return isLiteral && looksLikePath(value) ? [noPath(place)] : [];
  });
}

/** The places of texts in a template, in fields whose name does not end in `.$`. */
function textsThatLookLikePaths(template: unknown, location: string): readonly string[] {
  if (looksLikePath(template)) return [location];
  if (typeof template !== "object" || template === null) return [];
  const isList = Array.isArray(template);
  return Object.entries(template).flatMap(([key, value]) =>
    key.endsWith(".$") ? [] : textsThatLookLikePaths(value, isList ? `${location}[${key}]` : `${location}/${key}`),
  );
}

function looksLikePath(value: unknown): boolean {
  return typeof value === "string" && /^(?:\$\$?[.[]|States\.[A-Za-z0-9]+\()/u.test(value);
}

function noDollar(location: string): AslFinding {
  return advice("NO_DOLLAR", location, "No .$ on a field that appears to be a JSONPath or Intrinsic Function.");
}

function noPath(location: string): AslFinding {
  return advice("NO_PATH", location, "Field value looks like a path, but field name does not end with 'Path'.");
}

function advice(code: AslFinding["code"], location: string, message: string): AslFinding {
  return { code, severity: "WARNING", location, message };
}
