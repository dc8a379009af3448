import type { QueryLanguage, StateType } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import { checkFields, schema } from "./check-fields.ts";
import { checkMap } from "./check-map.ts";
import { checkChoiceRule } from "./check-choice-rule.ts";
import { checkExclusive } from "./check-exclusive.ts";
import { branchFields, definitionFields, jsonataFields, retrierFields } from "./fields.ts";
import type { Fields } from "./fields.ts";
import { jsonPathFields } from "./json-path-fields.ts";
import { isRecord } from "./json-record.ts";
import type { JsonRecord } from "./json-record.ts";

const maximumNameLength = 80;

/** Checks which fields there are and of which type; nothing that needs to look at two states. */
export function checkShape(definition: unknown): readonly AslFinding[] {
  if (!isRecord(definition)) return [schema("", "Definition must be a valid JSON object")];
  return [
    ...checkFields(definition, definitionFields, ""),
    ...checkStates(definition, languageOf(definition, "JSONPath"), ""),
    ...(definition.QueryLanguage === "JSONata" ? checkLanguage(definition, "") : []),
  ];
}

function checkStates(branch: JsonRecord, language: QueryLanguage, location: string): AslFinding[] {
  if (!isRecord(branch.States)) return [];
  const names = Object.keys(branch.States);
  const empty = names.length === 0 ? [schema(`${location}/States`, "must not be empty")] : [];
  return [...empty, ...names.flatMap((name) => checkState(name, branch, language, `${location}/States/${name}`))];
}

function checkState(name: string, branch: JsonRecord, inherited: QueryLanguage, location: string): AslFinding[] {
  const state = (branch.States as JsonRecord)[name];
  if (!isRecord(state)) return [schema(location, "must be an object")];
  const language = languageOf(state, inherited);
  const tooLong =
    name.length > maximumNameLength ? [schema(location, `State name exceeds ${maximumNameLength} characters`)] : [];
  const fields = typeof state.Type === "string" ? fieldsOf(state.Type, language) : undefined;
  if (fields === undefined) {
    const known = Object.keys(jsonataFields.states).join(", ");
    return [...tooLong, schema(`${location}/Type`, `must be one of [${known}], got ${JSON.stringify(state.Type)}`)];
  }
  return [
    ...tooLong,
    ...checkFields(state, fields, location),
    ...checkExclusive(state, language, location),
    ...checkHeartbeat(state, location),
    ...checkParts(state, language, location),
  ];
}

function languageOf({ QueryLanguage: own }: JsonRecord, inherited: QueryLanguage): QueryLanguage {
  return own === "JSONata" || own === "JSONPath" ? own : inherited;
}

/** AWS: a state machine in JSONata cannot have states in JSONPath. */
function checkLanguage(branch: JsonRecord, location: string): AslFinding[] {
  if (!isRecord(branch.States)) return [];
  return Object.entries(branch.States).flatMap(([name, state]) => {
    if (!isRecord(state)) return [];
    const place = `${location}/States/${name}`;
    const own =
      state.QueryLanguage === "JSONPath"
        ? [schema(`${place}/QueryLanguage`, "must be 'JSONata', as the state machine's")]
        : [];
    const branches = [
      ...(Array.isArray(state.Branches) ? state.Branches : []),
      state.ItemProcessor,
      state.Iterator,
    ].filter(isRecord);
    return [...own, ...branches.flatMap((inner) => checkLanguage(inner, place))];
  });
}

function fieldsOf(type: string, language: QueryLanguage): Fields | undefined {
  const { states } = language === "JSONata" ? jsonataFields : jsonPathFields;
  return Object.hasOwn(states, type) ? states[type as StateType] : undefined;
}

/** ASL: "Timeouts", the heartbeat's interval must be smaller than the timeout. */
function checkHeartbeat({ TimeoutSeconds, HeartbeatSeconds }: JsonRecord, location: string): AslFinding[] {
  if (typeof TimeoutSeconds !== "number" || typeof HeartbeatSeconds !== "number") return [];
  return HeartbeatSeconds < TimeoutSeconds
    ? []
    : [schema(`${location}/HeartbeatSeconds`, "must be smaller than TimeoutSeconds")];
}

/** The lists and objects inside of a state. */
function checkParts(state: JsonRecord, language: QueryLanguage, location: string): AslFinding[] {
  const fields = language === "JSONata" ? jsonataFields : jsonPathFields;
  const processors = ["ItemProcessor", "Iterator"].flatMap((field) => {
    const processor = state[field];
    return isRecord(processor) ? [{ field, processor }] : [];
  });
  return [
    ...checkChoices(state.Choices, language, `${location}/Choices`),
    ...checkEach(state.Retry, retrierFields, `${location}/Retry`),
    ...checkEach(state.Catch, fields.catcher, `${location}/Catch`),
    ...checkEach(state.Branches, branchFields, `${location}/Branches`),
    ...(Array.isArray(state.Branches) ? state.Branches : []).flatMap((branch: unknown, index) =>
      isRecord(branch) ? checkStates(branch, language, `${location}/Branches[${index}]`) : [],
    ),
    ...(state.Type === "Map" ? checkMap(state, fields, location) : []),
    ...processors.flatMap(({ field, processor }) => checkStates(processor, language, `${location}/${field}`)),
  ];
}

function checkChoices(choices: unknown, language: QueryLanguage, location: string): AslFinding[] {
  if (language === "JSONata") return checkEach(choices, jsonataFields.choiceRule, location);
  if (!Array.isArray(choices)) return [];
  return choices.flatMap((rule: unknown, index) => checkChoiceRule(rule, `${location}[${index}]`));
}

function checkEach(list: unknown, fields: Fields, location: string): AslFinding[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((element: unknown, index) => {
    const place = `${location}[${index}]`;
    return isRecord(element) ? checkFields(element, fields, place) : [schema(place, "must be an object")];
  });
}
