import { adviseDefinition, readDefinition, validateDefinition } from "#asl";
import type { AslFinding, Definition } from "#asl";
import { compileJsonPath } from "./compile-json-path.ts";
import type { MachineType } from "./machine.ts";
import { normalizeDefinition } from "./normalize-definition.ts";

export interface CreationOptions {
  /** @default "STANDARD" */
  readonly type?: MachineType;
  /** WARNING finds what AWS only warns of, too. @default "ERROR" */
  readonly severity?: AslFinding["severity"];
}

/** Whether Step Functions would create a state machine, and what it says. */
export interface CreationVerdict {
  readonly accepted: boolean;
  readonly diagnostics: readonly AslFinding[];
  /** What the text says; absent where it is not accepted. */
  readonly definition?: Definition;
}

/**
 * Checks the text of a definition as `CreateStateMachine` and `ValidateStateMachineDefinition` do, in their words.
 *
 * What this interpreter cannot run is no reason: AWS can.
 *
 * @example
 * const { accepted, diagnostics } = validateForCreation('{ "StartAt": "A" }');
 * // diagnostics: [{ code: "SCHEMA_VALIDATION_FAILED", location: "/", message: "These fields are required: [States]", … }]
 */
export function validateForCreation(text: string, options: CreationOptions = {}): CreationVerdict {
  const { type = "STANDARD", severity = "ERROR" } = options;
  const read = readDefinition(text);
  if ("finding" in read) return { accepted: false, diagnostics: [read.finding] };
  const errors = errorsOf(read.definition, type);
  if (errors.length > 0) return { accepted: false, diagnostics: errors };
  const definition = read.definition as Definition;
  return { accepted: true, diagnostics: severity === "ERROR" ? [] : adviseDefinition(definition), definition };
}

function errorsOf(definition: object, type: MachineType): readonly AslFinding[] {
  const errors = validateDefinition(definition, { createdAs: type }).filter(({ severity }) => severity === "ERROR");
  // Only what has the right shape can be compiled.
  return errors.length > 0 ? errors : compileJsonPath(normalizeDefinition(definition as Definition)).findings;
}
