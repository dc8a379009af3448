import type { QueryLanguage } from "../definition.ts";
import { choiceRuleNames } from "./choice-comparisons.ts";
import { jsonataFields } from "./fields.ts";
import type { Fields, LanguageFields } from "./fields.ts";
import { jsonPathFields } from "./json-path-fields.ts";

/** What the parts of a definition may say in a query language; each knows what only the other has. */
export const languageFields: Readonly<Record<QueryLanguage, LanguageFields>> = {
  JSONata: besides(jsonataFields, jsonPathFields, "JSONPath"),
  JSONPath: besides(jsonPathFields, jsonataFields, "JSONata"),
};

function besides(own: LanguageFields, other: LanguageFields, language: QueryLanguage): LanguageFields {
  const withForeign = (mine: Fields, theirs: readonly string[]): Fields => {
    const known = new Set(namesOf(mine));
    return { ...mine, foreign: { language, names: new Set(theirs.filter((name) => !known.has(name))) } };
  };
  const part = (name: Exclude<keyof LanguageFields, "states">): Fields => withForeign(own[name], namesOf(other[name]));
  const states = Object.entries(own.states).map(([type, fields]) => [
    type,
    withForeign(fields, namesOf(other.states[type as keyof LanguageFields["states"]])),
  ]);
  const rule = language === "JSONPath" ? choiceRuleNames : namesOf(other.choiceRule);
  return {
    states: Object.fromEntries(states) as LanguageFields["states"],
    choiceRule: withForeign(own.choiceRule, rule),
    catcher: part("catcher"),
    itemReader: part("itemReader"),
    readerConfig: part("readerConfig"),
    itemBatcher: part("itemBatcher"),
    resultWriter: part("resultWriter"),
  };
}

function namesOf({ required, optional }: Fields): readonly string[] {
  return [...Object.keys(required), ...Object.keys(optional)];
}
