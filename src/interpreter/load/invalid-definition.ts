import { invalidDefinitionMessage } from "#asl";
import type { AslFinding } from "#asl";

/** Thrown by `loadMachine`; the message is what `CreateStateMachine` answers, `findings` are its parts. */
export class InvalidDefinition extends Error {
  override readonly name = "InvalidDefinition";
  readonly findings: readonly AslFinding[];

  constructor(findings: readonly AslFinding[]) {
    super(invalidDefinitionMessage(findings));
    this.findings = findings;
  }
}
