import type { Branch, JsonataTemplate, MapState, State, TaskState } from "#asl";
import { integrationOf } from "../../runtime/integrations/integration-of.ts";
import { readerResources } from "../../runtime/read-items.ts";
import { writerResource } from "../../runtime/write-results.ts";
import type { DefinitionDiagnostic } from "./check-definition.ts";

/** Refuses Task states that the local cloud cannot perform, by name and before anything runs. */
export function checkResources(branch: Branch, path = ""): readonly DefinitionDiagnostic[] {
  return Object.entries(branch.States).flatMap(([name, state]) => checkState(state, `${path}/States/${name}`));
}

function checkState(state: State, path: string): readonly DefinitionDiagnostic[] {
  switch (state.Type) {
    case "Task":
      return checkTask(state, path);
    case "Parallel":
      return state.Branches.flatMap((branch, index) => checkResources(branch, `${path}/Branches[${index}]`));
    case "Map":
      return [...checkMap(state, path), ...checkResources(state.ItemProcessor, `${path}/ItemProcessor`)];
    default:
      return [];
  }
}

function checkMap(
  { ItemReader: reader, ResultWriter: writer }: MapState,
  path: string,
): readonly DefinitionDiagnostic[] {
  const unknown = (Resource: string, field: string): DefinitionDiagnostic => ({
    code: "SCHEMA_VALIDATION_FAILED",
    message: `The resource '${Resource}' is not supported by ${field}`,
    location: `${path}/${field}/Resource`,
  });
  const isReader = reader === undefined || (readerResources as readonly string[]).includes(reader.Resource);
  const isWriter = writer === undefined || writer.Resource === writerResource;
  return [
    ...(isReader ? [] : [unknown(reader.Resource, "ItemReader")]),
    ...(isWriter ? [] : [unknown(writer.Resource, "ResultWriter")]),
  ];
}

function checkTask({ Resource, Arguments, Credentials }: TaskState, path: string): readonly DefinitionDiagnostic[] {
  const integration = integrationOf(Resource);
  if (integration === undefined) {
    const message = `The resource '${Resource}' is not implemented by the local cloud`;
    return [{ code: "UNSUPPORTED_FEATURE", message, location: `${path}/Resource` }];
  }
  if (Credentials !== undefined) {
    const message = "Credentials of a Task state are not implemented by the local cloud";
    return [{ code: "UNSUPPORTED_FEATURE", message, location: `${path}/Credentials` }];
  }
  const { parameters, required = [] } = integration;
  // Where the Arguments are one expression, their members are known only when the task runs.
  if (parameters === undefined || !isObject(Arguments)) return [];
  const unknown = Object.keys(Arguments).filter((name) => !parameters.includes(name));
  const missing = required.filter((name) => !Object.hasOwn(Arguments, name));
  return [
    ...unknown.map((name) => schemaFailure(`The field "${name}" is not supported by Step Functions`, path)),
    ...missing.map((name) => schemaFailure(`The field "${name}" is required but was missing`, path)),
  ];
}

function schemaFailure(message: string, path: string): DefinitionDiagnostic {
  return { code: "SCHEMA_VALIDATION_FAILED", message, location: `${path}/Arguments` };
}

function isObject(value: JsonataTemplate | undefined): value is Readonly<Record<string, JsonataTemplate>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
