import type { AslFinding } from "../finding.ts";

/** Checks a definition as `CreateStateMachine` would, all but the syntax of expressions; an empty list means it is fine. */
export function validateDefinition(definition: unknown): readonly AslFinding[] {
  throw new Error(`not written yet: ${typeof definition}`);
}
