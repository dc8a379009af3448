import { adviseDefinition, readDefinition } from "#asl";
import type { AslFinding, Definition } from "#asl";
import type { LoadOptions, Machine, MachineType } from "./machine.ts";
import { prepareMachine } from "./prepare-machine.ts";

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
  /** Loads the machine without checking it once more; absent where it is not accepted. */
  readonly load?: (options?: Omit<LoadOptions, "type">) => Machine;
}

/**
 * Checks the text of a definition as `CreateStateMachine` and `ValidateStateMachineDefinition` do, in their words.
 *
 * @example
 * const { accepted, diagnostics } = validateForCreation('{ "StartAt": "A" }');
 * // diagnostics: [{ code: "SCHEMA_VALIDATION_FAILED", location: "/", message: "These fields are required: [States]", … }]
 */
export function validateForCreation(text: string, options: CreationOptions = {}): CreationVerdict {
  const { type = "STANDARD", severity = "ERROR" } = options;
  const read = readDefinition(text);
  if ("finding" in read) return { accepted: false, diagnostics: [read.finding] };
  const prepared = prepareMachine(read.definition, { createdAs: type });
  if ("findings" in prepared) return { accepted: false, diagnostics: prepared.findings };
  const { definition, load } = prepared;
  return {
    accepted: true,
    diagnostics: severity === "ERROR" ? [] : adviseDefinition(definition),
    definition,
    load: (given = {}) => load({ ...given, type }),
  };
}
