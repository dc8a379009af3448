import type { QueryLanguage } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import { schema } from "./check-fields.ts";
import type { JsonRecord } from "./json-record.ts";

/** Checks the fields of an object of which there must be exactly one, or cannot be two. */
export function checkExclusive(state: JsonRecord, language: QueryLanguage, location: string): AslFinding[] {
  const required = oneOf(state, language);
  return [
    ...required
      .filter((group) => !group.some((field) => field in state))
      .map((group) => schema(location, `One of these fields is required: ${list(group)}`)),
    ...atMostOne(state, [...required, ...alternatives(state, language)], location),
  ];
}

/** Of each group of fields, there may be one. */
export function atMostOne(object: JsonRecord, groups: readonly Group[], location: string): AslFinding[] {
  return groups
    .filter((group) => group.filter((field) => field in object).length > 1)
    .map((group) => schema(location, `There should only be one of the following fields: ${list(group)}`));
}

/** Fields that hold a value, each with the one that holds a path to it. */
export function withPath(...fields: readonly string[]): readonly Group[] {
  return fields.map((field) => [field, `${field}Path`]);
}

function list(group: Group): string {
  return `[${group.join(", ")}]`;
}

type Group = readonly string[];

function oneOf({ Type: type }: JsonRecord, language: QueryLanguage): readonly Group[] {
  const isJsonPath = language === "JSONPath";
  const groups: Group[] = [];
  if (["Task", "Pass", "Wait", "Parallel", "Map"].includes(type as string)) groups.push(["Next", "End"]);
  if (type === "Wait") {
    groups.push(["Seconds", "Timestamp", ...(isJsonPath ? ["SecondsPath", "TimestampPath"] : [])]);
  }
  if (type === "Map" && isJsonPath) groups.push(["ItemProcessor", "Iterator"]);
  return groups;
}

/** In JSONPath, many fields exist as a value and as a path. */
function alternatives({ Type: type }: JsonRecord, language: QueryLanguage): readonly Group[] {
  if (language === "JSONata") return [];
  switch (type) {
    case "Task":
      return withPath("TimeoutSeconds", "HeartbeatSeconds");
    case "Map":
      return [
        ...withPath("MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage"),
        ["ItemSelector", "Parameters"],
      ];
    case "Fail":
      return withPath("Error", "Cause");
    default:
      return [];
  }
}
