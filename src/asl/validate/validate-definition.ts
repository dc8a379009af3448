import type { Definition } from "../definition.ts";
import { expressionsOf } from "../expressions/expressions-of.ts";
import { parseSyntax } from "../expressions/parse-syntax.ts";
import type { AslFinding } from "../finding.ts";
import { checkErrorHandlers } from "./check-error-handlers.ts";
import { checkExpressions } from "./check-expressions.ts";
import { checkFlow } from "./check-flow.ts";
import { checkNames } from "./check-names.ts";
import { checkShape } from "./check-shape.ts";
import { checkVariables } from "./check-variables.ts";
import { scopesOf } from "./scopes.ts";

/**
 * Checks a definition as `CreateStateMachine` would, expressions included; an empty list means it is fine.
 *
 * Fields come first: what looks at several states relies on their shape. Warnings are what AWS takes and an execution fails on.
 */
export function validateDefinition(definition: unknown): readonly AslFinding[] {
  const shape = checkShape(definition);
  if (shape.length > 0) return shape;
  const scopes = scopesOf(definition as Definition);
  const flow = [...checkNames(scopes), ...scopes.flatMap(checkFlow)];
  const places = expressionsOf(definition as Definition);
  const syntax = parseSyntax(places.map(({ source }) => source));
  const expressions = checkExpressions(places, syntax);
  const found = [...flow, ...scopes.flatMap(checkErrorHandlers), ...expressions];
  // Which variables are defined follows the flow, and which are read the syntax: both must be sound.
  const isSound = ![...flow, ...expressions].some(({ severity }) => severity === "ERROR");
  return isSound ? [...found, ...checkVariables(scopes, syntax)] : found;
}
