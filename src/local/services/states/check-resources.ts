import { processorOf } from "#asl";
import type { AslFinding, Branch, MapState, State, TaskState } from "#asl";
import { isActivity } from "#interpreter";
import { integrationOf } from "../../runtime/integrations/integration-of.ts";
import { readerResources } from "../../runtime/read-items-from-s3.ts";
import { writerResource } from "../../runtime/write-results.ts";
import { isJsonObject } from "../../runtime/integrations/is-json-object.ts";

/** Refuses Task states that the local cloud cannot perform, by name and before anything runs. */
export function checkResources(branch: Branch, path = ""): readonly AslFinding[] {
  return Object.entries(branch.States).flatMap(([name, state]) => checkState(state, `${path}/States/${name}`));
}

function checkState(state: State, path: string): readonly AslFinding[] {
  switch (state.Type) {
    case "Task":
      return checkTask(state, path);
    case "Parallel":
      return state.Branches.flatMap((branch, index) => checkResources(branch, `${path}/Branches[${index}]`));
    case "Map":
      return [...checkMap(state, path), ...checkResources(processorOf(state), `${path}/ItemProcessor`)];
    default:
      return [];
  }
}

function checkMap({ ItemReader: reader, ResultWriter: writer }: MapState, path: string): readonly AslFinding[] {
  const unknown = (Resource: string, field: string): AslFinding => ({
    code: "SCHEMA_VALIDATION_FAILED",
    severity: "ERROR",
    message: `The resource '${Resource}' is not supported by ${field}`,
    location: `${path}/${field}/Resource`,
  });
  const isReader = reader === undefined || (readerResources as readonly string[]).includes(reader.Resource);
  const isWriter = writer?.Resource === undefined || writer.Resource === writerResource;
  return [
    ...(isReader ? [] : [unknown(reader.Resource, "ItemReader")]),
    ...(isWriter ? [] : [unknown(writer.Resource!, "ResultWriter")]),
  ];
}

function checkTask(state: TaskState, path: string): readonly AslFinding[] {
  const { Resource, Credentials } = state;
  // Workers do it, whatever its Arguments are; whether it exists is seen when it is scheduled, as on AWS.
  if (isActivity(Resource)) {
    if (Credentials === undefined) return [];
    const message = "Credentials of the Task of an activity are not implemented by the local cloud";
    return [unsupported(message, `${path}/Credentials`)];
  }
  const integration = integrationOf(Resource);
  if (integration === undefined) {
    const message = `The resource '${Resource}' is not implemented by the local cloud`;
    return [unsupported(message, `${path}/Resource`)];
  }
  const { parameters, required = [], problems = () => [] } = integration;
  const field = "Parameters" in state ? "Parameters" : "Arguments";
  const given = state[field];
  // Where they are one expression, their members are known only when the task runs.
  if (parameters === undefined || !isJsonObject(given)) return [];
  // In JSONPath, a key that ends in `.$` gives the member without the ending.
  const names = Object.keys(given).map((name) => (field === "Parameters" ? name.replace(/\.\$$/u, "") : name));
  const unknown = names.filter((name) => !parameters.includes(name));
  const missing = required.filter((name) => !names.includes(name));
  const failure = (message: string): AslFinding => ({
    code: "SCHEMA_VALIDATION_FAILED",
    severity: "ERROR",
    message,
    location: `${path}/${field}`,
  });
  return [
    ...unknown.map((name) => failure(`The field "${name}" is not supported by Step Functions`)),
    ...missing.map((name) => failure(`The field "${name}" is required but was missing`)),
    ...problems(given).map(failure),
  ];
}

function unsupported(message: string, location: string): AslFinding {
  return { code: "UNSUPPORTED_FEATURE", severity: "ERROR", message, location };
}
