import type { CompiledWorkflow, Diagnostic } from "#compiler";
import { resourceNotGiven, rightUnknown, tablesNotNamed } from "../diagnostics/catalog.ts";
import { missingRights, runsQueries } from "./aws-grants.ts";

/** Finds calls of AWS services for which no right can be granted, and resources that the stack does not give. */
export function checkAwsCalls(compiled: CompiledWorkflow, given: ReadonlySet<string>): readonly Diagnostic[] {
  const { name, file, references, workflow } = compiled;
  const stated = workflow.access.flatMap((access) => ("resource" in access ? [access.resource] : []));
  const used = references.flatMap((reference) => (reference.kind === "resource" ? [reference.name] : []));
  const absent = [...new Set([...used, ...stated])].filter((resource) => !given.has(resource));
  const names = workflow.access.flatMap((access) => ("resource" in access ? access.actions : []));
  return [
    ...absent.map((resource) => resourceNotGiven(file, name, resource)),
    ...missingRights(compiled).map(({ call, right }) => rightUnknown(call.place, name, call.name, right)),
    ...(runsQueries(compiled) && !names.some((action) => action.startsWith("glue:"))
      ? [tablesNotNamed(file, name)]
      : []),
  ];
}
