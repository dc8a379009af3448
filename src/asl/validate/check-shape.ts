import type { QueryLanguage, StateType } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import { notAnObject } from "../read-definition.ts";
import { checkChoiceRule } from "./check-choice-rule.ts";
import { checkExclusive } from "./check-exclusive.ts";
import { checkFields, objectExpected, schema } from "./check-fields.ts";
import { checkMap } from "./check-map.ts";
import { branchFields, definitionFields, jsonataFields, retrierFields } from "./fields.ts";
import type { Fields } from "./fields.ts";
import { isRecord } from "./json-record.ts";
import type { JsonRecord } from "./json-record.ts";
import { languageFields } from "./language-fields.ts";

/** Checks which fields there are and of which type; nothing that needs to look at two states. */
export function checkShape(definition: unknown): readonly AslFinding[] {
  if (!isRecord(definition)) return [notAnObject];
  return [
    ...checkFields(definition, definitionFields, ""),
    ...checkStates(definition, languageOf(definition, "JSONPath"), ""),
  ];
}

/** The language is the definition's, however deep the states are: recorded on AWS, what they stand in has no say. */
function checkStates(branch: JsonRecord, ofDefinition: QueryLanguage, location: string): AslFinding[] {
  if (!isRecord(branch.States)) return [];
  const states = Object.entries(branch.States);
  const empty = states.length === 0 ? [schema(`${location}/States`, "must not be empty")] : [];
  return [
    ...empty,
    ...states.flatMap(([name, state]) => checkState(state, ofDefinition, `${location}/States/${name}`)),
  ];
}

function checkState(state: unknown, ofDefinition: QueryLanguage, location: string): AslFinding[] {
  if (!isRecord(state)) return [objectExpected(location)];
  const language = languageOf(state, ofDefinition);
  if (!("Type" in state)) return [schema(location, "These fields are required: [Type]")];
  const fields = typeof state.Type === "string" ? fieldsOf(state.Type, language) : undefined;
  if (fields === undefined) {
    const known = Object.keys(jsonataFields.states).join(", ");
    return [schema(`${location}/Type`, `must be one of [${known}], got ${JSON.stringify(state.Type)}`)];
  }
  return [
    ...checkLanguage(state, ofDefinition, location),
    ...checkFields(state, fields, location),
    ...checkExclusive(state, language, location),
    ...checkHeartbeat(state, location),
    ...checkParts(state, { own: language, ofDefinition }, location),
  ];
}

function languageOf({ QueryLanguage: own }: JsonRecord, ofDefinition: QueryLanguage): QueryLanguage {
  if (own === undefined) return ofDefinition;
  // Recorded on AWS: whatever is not JSONPath is taken for JSONata, beside being refused.
  return own === "JSONPath" ? "JSONPath" : "JSONata";
}

function checkLanguage(
  { QueryLanguage: own }: JsonRecord,
  ofDefinition: QueryLanguage,
  location: string,
): AslFinding[] {
  if (own !== "JSONPath" || ofDefinition !== "JSONata") return [];
  return [schema(location, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine")];
}

function fieldsOf(type: string, language: QueryLanguage): Fields | undefined {
  const { states } = languageFields[language];
  return Object.hasOwn(states, type) ? states[type as StateType] : undefined;
}

/** ASL: "Timeouts", the heartbeat's interval must be smaller than the timeout. */
function checkHeartbeat({ TimeoutSeconds, HeartbeatSeconds }: JsonRecord, location: string): AslFinding[] {
  if (typeof TimeoutSeconds !== "number" || typeof HeartbeatSeconds !== "number") return [];
  return HeartbeatSeconds < TimeoutSeconds
    ? []
    : [schema(`${location}/HeartbeatSeconds`, "must be smaller than TimeoutSeconds")];
}

interface Languages {
  readonly own: QueryLanguage;
  readonly ofDefinition: QueryLanguage;
}

/** The lists and objects inside of a state. */
function checkParts(state: JsonRecord, { own, ofDefinition }: Languages, location: string): AslFinding[] {
  const fields = languageFields[own];
  const processors = ["ItemProcessor", "Iterator"].flatMap((field) => {
    const processor = state[field];
    return isRecord(processor) ? [{ field, processor }] : [];
  });
  const checkRule = own === "JSONata" ? checkElement : checkChoiceRule;
  return [
    ...checkEach(state.Choices, `${location}/Choices`, (rule, place) => checkRule(rule, fields.choiceRule, place)),
    ...checkEach(state.Retry, `${location}/Retry`, (retrier, place) => checkElement(retrier, retrierFields, place)),
    ...checkEach(state.Catch, `${location}/Catch`, (catcher, place) => checkElement(catcher, fields.catcher, place)),
    ...checkEach(state.Branches, `${location}/Branches`, (branch, place) => [
      ...checkElement(branch, branchFields, place),
      ...(isRecord(branch) ? checkStates(branch, ofDefinition, place) : []),
    ]),
    ...(state.Type === "Map" ? checkMap(state, fields, location) : []),
    ...processors.flatMap(({ field, processor }) => checkStates(processor, ofDefinition, `${location}/${field}`)),
  ];
}

function checkEach(
  list: unknown,
  location: string,
  check: (element: unknown, place: string) => AslFinding[],
): AslFinding[] {
  return Array.isArray(list) ? list.flatMap((element, index) => check(element, `${location}[${index}]`)) : [];
}

function checkElement(element: unknown, fields: Fields, location: string): AslFinding[] {
  return isRecord(element) ? checkFields(element, fields, location) : [objectExpected(location)];
}
