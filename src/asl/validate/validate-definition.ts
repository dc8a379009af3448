import type { Definition } from "../definition.ts";
import { expressionsByState } from "../expressions/expressions-of.ts";
import { parseSyntax } from "../expressions/parse-syntax.ts";
import type { AslFinding } from "../finding.ts";
import { checkErrorHandlers } from "./check-error-handlers.ts";
import { checkExpress } from "./check-express.ts";
import { checkExpressions } from "./check-expressions.ts";
import { checkFlow } from "./check-flow.ts";
import { checkNames } from "./check-names.ts";
import { checkResourceArns } from "./check-resource-arns.ts";
import { checkShape } from "./check-shape.ts";
import { checkVariables } from "./check-variables.ts";
import { scopesOf } from "./scopes.ts";
import type { Scope } from "./scopes.ts";

export interface ValidateOptions {
  /**
   * The type of the state machine that is created with the definition: what AWS performs is checked too.
   *
   * @default none: a Resource is a placeholder, or performed by whoever runs the definition
   */
  readonly createdAs?: "STANDARD" | "EXPRESS";
}

/**
 * Checks a definition as `CreateStateMachine` would, expressions included; an empty list means it is fine.
 *
 * Fields come first: what looks at several states relies on their shape. Warnings are what AWS takes and an execution fails on.
 * Paths and intrinsic functions are left to whoever compiles them.
 */
export function validateDefinition(definition: unknown, options: ValidateOptions = {}): readonly AslFinding[] {
  const shape = checkShape(definition);
  if (shape.length > 0) return shape;
  const scopes = scopesOf(definition as Definition);
  const flow = [...checkNames(scopes), ...scopes.flatMap(checkFlow)];
  const ofStates = expressionsByState(scopes);
  const places = ofStates.flatMap((state) => state.places);
  const syntax = parseSyntax(places.map(({ source }) => source));
  const expressions = checkExpressions(places, syntax);
  const handlers = scopes.flatMap(checkErrorHandlers);
  const found = [...checkCreated(scopes, options), ...handlers, ...flow, ...expressions];
  // Which variables are defined follows the flow, and which are read the syntax: both must be sound.
  const isSound = ![...flow, ...expressions].some(({ severity }) => severity === "ERROR");
  return isSound ? [...found, ...checkVariables(scopes, ofStates, syntax)] : found;
}

function checkCreated(scopes: readonly Scope[], { createdAs }: ValidateOptions): readonly AslFinding[] {
  if (createdAs === undefined) return [];
  const resources = scopes.flatMap(checkResourceArns);
  return createdAs === "STANDARD" ? resources : [...resources, ...scopes.flatMap(checkExpress)];
}
