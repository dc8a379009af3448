import type { QueryLanguage } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import { schema } from "./check-fields.ts";
import type { JsonRecord } from "./json-record.ts";

/** Checks the fields of a state of which there must be exactly one, or cannot be two. */
export function checkExclusive(state: JsonRecord, language: QueryLanguage, location: string): AslFinding[] {
  const present = (group: readonly string[]): number => group.filter((field) => field in state).length;
  const list = (group: readonly string[]): string => `[${group.join(", ")}]`;
  return [
    ...oneOf(state, language)
      .filter((group) => present(group) !== 1)
      .map((group) => schema(location, `Exactly one of these fields is required: ${list(group)}`)),
    ...alternatives(state, language)
      .filter((group) => present(group) > 1)
      .map((group) => schema(location, `Only one of these fields is allowed: ${list(group)}`)),
  ];
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
  const withPath = (...fields: readonly string[]): readonly Group[] => fields.map((field) => [field, `${field}Path`]);
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
