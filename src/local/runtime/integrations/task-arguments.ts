import type { Json, JsonObject } from "#asl";
import { TaskFailure } from "#interpreter";

/** The Arguments of a service integration, which are an object, with nothing in it that the integration does not take. */
export function readArguments(value: Json, parameters: readonly string[], required: readonly string[]): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TaskFailure("States.Runtime", "The Arguments of a service integration must be an object");
  }
  const given = value as JsonObject;
  const unknown = Object.keys(given).find((name) => !parameters.includes(name));
  if (unknown !== undefined) {
    throw new TaskFailure("States.Runtime", `The field '${unknown}' is not supported by Step Functions`);
  }
  const missing = required.find((name) => given[name] === undefined);
  if (missing !== undefined) {
    throw new TaskFailure("States.Runtime", `The field '${missing}' is required but was missing`);
  }
  return given;
}

/** A text parameter; Step Functions writes other JSON values as their JSON text. */
export function asText(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
