import type { StateType } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import { checkFields, schema } from "./check-fields.ts";
import { checkMap } from "./check-map.ts";
import {
  branchFields,
  catcherFields,
  choiceRuleFields,
  definitionFields,
  retrierFields,
  stateFields,
} from "./fields.ts";
import type { Fields } from "./fields.ts";
import { isRecord } from "./json-record.ts";
import type { JsonRecord } from "./json-record.ts";

const maximumNameLength = 80;

/** Checks which fields there are and of which type; nothing that needs to look at two states. */
export function checkShape(definition: unknown): readonly AslFinding[] {
  if (!isRecord(definition)) return [schema("", "Definition must be a valid JSON object")];
  return [
    ...checkFields(definition, definitionFields, ""),
    ...checkStates(definition, ""),
    ...(definition.QueryLanguage === "JSONata" ? checkLanguage(definition, "") : []),
  ];
}

function checkStates(branch: JsonRecord, location: string): AslFinding[] {
  if (!isRecord(branch.States)) return [];
  const names = Object.keys(branch.States);
  const empty = names.length === 0 ? [schema(`${location}/States`, "must not be empty")] : [];
  return [...empty, ...names.flatMap((name) => checkState(name, branch, `${location}/States/${name}`))];
}

function checkState(name: string, branch: JsonRecord, location: string): AslFinding[] {
  const state = (branch.States as JsonRecord)[name];
  if (!isRecord(state)) return [schema(location, "must be an object")];
  const tooLong =
    name.length > maximumNameLength ? [schema(location, `State name exceeds ${maximumNameLength} characters`)] : [];
  const fields = typeof state.Type === "string" ? fieldsOf(state.Type) : undefined;
  if (fields === undefined) {
    const known = Object.keys(stateFields).join(", ");
    return [...tooLong, schema(`${location}/Type`, `must be one of [${known}], got ${JSON.stringify(state.Type)}`)];
  }
  return [
    ...tooLong,
    ...checkFields(state, fields, location),
    ...checkExclusive(state, location),
    ...checkHeartbeat(state, location),
    ...checkParts(state, location),
  ];
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
    const branches = [...(Array.isArray(state.Branches) ? state.Branches : []), state.ItemProcessor].filter(isRecord);
    return [...own, ...branches.flatMap((inner) => checkLanguage(inner, place))];
  });
}

function fieldsOf(type: string): Fields | undefined {
  return Object.hasOwn(stateFields, type) ? stateFields[type as StateType] : undefined;
}

/** Fields of which there must be exactly one. */
function checkExclusive(state: JsonRecord, location: string): AslFinding[] {
  const groups: (readonly string[])[] = [];
  if (["Task", "Pass", "Wait", "Parallel", "Map"].includes(state.Type as string)) groups.push(["Next", "End"]);
  if (state.Type === "Wait") groups.push(["Seconds", "Timestamp"]);
  return groups
    .filter((group) => group.filter((field) => field in state).length !== 1)
    .map((group) => schema(location, `Exactly one of these fields is required: [${group.join(", ")}]`));
}

/** ASL: "Timeouts", the heartbeat's interval must be smaller than the timeout. */
function checkHeartbeat({ TimeoutSeconds, HeartbeatSeconds }: JsonRecord, location: string): AslFinding[] {
  if (typeof TimeoutSeconds !== "number" || typeof HeartbeatSeconds !== "number") return [];
  return HeartbeatSeconds < TimeoutSeconds
    ? []
    : [schema(`${location}/HeartbeatSeconds`, "must be smaller than TimeoutSeconds")];
}

/** The lists and objects inside of a state. */
function checkParts(state: JsonRecord, location: string): AslFinding[] {
  return [
    ...checkEach(state.Choices, choiceRuleFields, `${location}/Choices`),
    ...checkEach(state.Retry, retrierFields, `${location}/Retry`),
    ...checkEach(state.Catch, catcherFields, `${location}/Catch`),
    ...checkEach(state.Branches, branchFields, `${location}/Branches`),
    ...(Array.isArray(state.Branches) ? state.Branches : []).flatMap((branch: unknown, index) =>
      isRecord(branch) ? checkStates(branch, `${location}/Branches[${index}]`) : [],
    ),
    ...(state.Type === "Map" ? checkMap(state, location) : []),
    ...(isRecord(state.ItemProcessor) ? checkStates(state.ItemProcessor, `${location}/ItemProcessor`) : []),
  ];
}

function checkEach(list: unknown, fields: Fields, location: string): AslFinding[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((element: unknown, index) => {
    const place = `${location}[${index}]`;
    return isRecord(element) ? checkFields(element, fields, place) : [schema(place, "must be an object")];
  });
}
