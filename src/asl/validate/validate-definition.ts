import type { Definition } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import { checkErrorHandlers } from "./check-error-handlers.ts";
import { checkFlow } from "./check-flow.ts";
import { checkNames } from "./check-names.ts";
import { checkShape } from "./check-shape.ts";
import { checkVariables } from "./check-variables.ts";
import { scopesOf } from "./scopes.ts";

/**
 * Checks a definition as `CreateStateMachine` would, all but the syntax of expressions; an empty list means it is fine.
 *
 * Fields come first: what looks at several states relies on their shape.
 */
export function validateDefinition(definition: unknown): readonly AslFinding[] {
  const shape = checkShape(definition);
  if (shape.length > 0) return shape;
  const scopes = scopesOf(definition as Definition);
  const flow = [...checkNames(scopes), ...scopes.flatMap(checkFlow)];
  const handlers = scopes.flatMap(checkErrorHandlers);
  // Which variables are defined somewhere follows the flow, so it must be sound.
  return flow.length > 0 ? [...flow, ...handlers] : [...handlers, ...checkVariables(scopes)];
}
