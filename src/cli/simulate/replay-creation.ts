import { type AslFinding, invalidDefinitionMessage } from "#asl";
import { type MachineType, validateForCreation } from "#interpreter";
import { definitionText, type RecordedCase } from "./recorded-case.ts";

/** Whether Step Functions would create the state machine, and with what it refuses it. */
export interface CreationAnswer {
  readonly accepted: boolean;
  readonly diagnostics: readonly AslFinding[];
  /** What CreateStateMachine is refused with. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Judges a recorded call by its definition: what other state machines there are is not known here. */
export function replayCreation(recorded: RecordedCase): CreationAnswer {
  const { args = {}, stateMachine = {} } = recorded;
  const { type = stateMachine.type ?? "STANDARD", severity = "ERROR", publish, versionDescription } = args;
  if (versionDescription !== undefined && publish !== true) {
    const message = "Version description can only be set when publish is true";
    return { accepted: false, diagnostics: [], error: { code: "ValidationException", message } };
  }
  const { accepted, diagnostics } = validateForCreation(definitionText(recorded), {
    type: type as MachineType,
    severity: severity as AslFinding["severity"],
  });
  if (accepted) return { accepted, diagnostics };
  return {
    accepted,
    diagnostics,
    error: { code: "InvalidDefinition", message: invalidDefinitionMessage(diagnostics) },
  };
}
