import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { errorNames, type QueryLanguage } from "#asl";
import { choiceRuleNames } from "../../src/asl/validate/choice-comparisons.ts";
import { type Fields, jsonataFields, retrierFields } from "../../src/asl/validate/fields.ts";
import { jsonPathFields } from "../../src/asl/validate/json-path-fields.ts";
import { arrayFunctions } from "../../src/interpreter/intrinsics/array-functions.ts";
import { objectAndNumberFunctions } from "../../src/interpreter/intrinsics/object-and-number-functions.ts";
import { textFunctions } from "../../src/interpreter/intrinsics/text-functions.ts";

// What the validator knows must be shown by a fixture: a field that nothing runs is one of which nobody knows what it does.

const folder = new URL("../fixtures/conformance/", import.meta.url);
const fixtures = readdirSync(folder).map((name) => {
  const read = (file: string): string => readFileSync(new URL(`${name}/${file}`, folder), "utf8");
  return {
    definition: JSON.parse(read("definition.asl.json")) as JsonRecord,
    text: read("definition.asl.json"),
    history: read("expected.history.json"),
  };
});

type JsonRecord = Readonly<Record<string, unknown>>;

const namesOf = ({ required, optional }: Fields): readonly string[] => [
  ...Object.keys(required),
  ...Object.keys(optional),
];

/** `JSONata Task.Arguments` of each field of each state, those of branches and iterations, too. */
function usedFields(branch: JsonRecord, language: QueryLanguage): readonly string[] {
  return Object.values((branch["States"] ?? {}) as Readonly<Record<string, JsonRecord>>).flatMap((state) => {
    const own = (state["QueryLanguage"] as QueryLanguage | undefined) ?? language;
    const inner = [state["ItemProcessor"], state["Iterator"], ...((state["Branches"] as unknown[] | undefined) ?? [])];
    return [
      ...Object.keys(state).map((field) => `${own} ${String(state["Type"])}.${field}`),
      ...inner.flatMap((one) => (one === undefined ? [] : usedFields(one as JsonRecord, language))),
    ];
  });
}

const used = new Set(
  fixtures.flatMap(({ definition }) =>
    usedFields(definition, (definition["QueryLanguage"] as QueryLanguage | undefined) ?? "JSONPath"),
  ),
);
const isMentioned = (name: string): boolean =>
  fixtures.some(({ text }) => text.includes(`"${name}"`) || text.includes(`"${name}.$"`));

it.each([
  ["JSONata", jsonataFields],
  ["JSONPath", jsonPathFields],
] as const)("fixtures show every field of every state in %s", (language, { states }) => {
  const known = Object.entries(states).flatMap(([type, fields]) =>
    namesOf(fields).map((field) => `${language} ${type}.${field}`),
  );
  expect(known.filter((field) => !used.has(field) && !field.endsWith(".Comment"))).toEqual([]);
});

it("fixtures show every field of readers, batchers, writers, retriers and catchers", () => {
  const { itemReader, readerConfig, itemBatcher, resultWriter, catcher } = jsonPathFields;
  const known = [itemReader, readerConfig, itemBatcher, resultWriter, catcher, retrierFields].flatMap(namesOf);
  expect(known.filter((field) => !isMentioned(field) && field !== "Comment")).toEqual([]);
});

it("fixtures show every comparison of a Choice rule", () => {
  expect(choiceRuleNames.filter((name) => !isMentioned(name))).toEqual([]);
});

it("fixtures show every intrinsic function", () => {
  const known = Object.keys({ ...arrayFunctions, ...textFunctions, ...objectAndNumberFunctions });
  expect(known.filter((name) => !fixtures.some(({ text }) => text.includes(`${name}(`)))).toEqual([]);
});

it("fixtures show every error name that Step Functions raises", () => {
  const { all, branchFailed, taskFailed, permissions } = errorNames;
  // Three are only ever matched; the last is said by who does a task, or by the local cloud.
  const others: readonly string[] = [all, branchFailed, taskFailed, permissions];
  const isShown = (name: string): boolean => fixtures.some(({ history }) => history.includes(`"${name}"`));
  expect(Object.values(errorNames).filter((name) => !isShown(name) && !others.includes(name))).toEqual([]);
});
