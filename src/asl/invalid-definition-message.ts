import type { AslFinding } from "./finding.ts";

/** The message of the `InvalidDefinition` that `CreateStateMachine` answers for these findings. */
export function invalidDefinitionMessage(findings: readonly AslFinding[]): string {
  // Recorded on AWS: what has no place is at null.
  const parts = findings.map(({ code, message, location = "null" }) => `${code}: ${message} at ${location}`);
  return `Invalid State Machine Definition: '${parts.join(", ")}'`;
}
