import type { AslFinding } from "#asl";

/** Thrown by `loadMachine`; the message is what `CreateStateMachine` answers, `findings` are its parts. */
export class InvalidDefinition extends Error {
  override readonly name = "InvalidDefinition";
  readonly findings: readonly AslFinding[];

  constructor(findings: readonly AslFinding[]) {
    const parts = findings.map((finding) => `${finding.code}: ${finding.message} at ${finding.location}`);
    super(`Invalid State Machine Definition: '${parts.join(", ")}'`);
    this.findings = findings;
  }
}
