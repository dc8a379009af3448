import { type AslFinding, invalidDefinitionMessage } from "#asl";
import { type CreationOptions, type MachineType, validateForCreation } from "#interpreter";
import { AwsError } from "../../aws-error.ts";
import { checkResources } from "./check-resources.ts";
import { constraint } from "./errors.ts";

const maxDefinitionLength = 1_048_576;

/** What AWS says of a definition; where it would take it, what the local cloud cannot do of it. */
export function diagnoseDefinition(text: string, options: CreationOptions): readonly AslFinding[] {
  if (text.length > maxDefinitionLength) {
    throw constraint("definition", `${text.slice(0, 40)}…`, `have length less than or equal to ${maxDefinitionLength}`);
  }
  const { diagnostics, definition } = validateForCreation(text, options);
  if (definition === undefined) return diagnostics;
  return [...checkResources(definition), ...diagnostics];
}

/** Throws `InvalidDefinition` as `CreateStateMachine` answers it. */
export function checkDefinition(text: string, type: MachineType): void {
  const diagnostics = diagnoseDefinition(text, { type });
  if (diagnostics.length > 0) throw new AwsError("InvalidDefinition", invalidDefinitionMessage(diagnostics));
}
