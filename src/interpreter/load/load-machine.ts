import { validateDefinition } from "#asl";
import type { AslFinding, Branch, Definition, State } from "#asl";
import type { Expression } from "../expressions/expression.ts";
import { expressionErrorMessage, parseExpression } from "../expressions/parse-expression.ts";
import { checkReferences } from "./check-references.ts";
import { expressionsOf } from "./expressions-of.ts";
import type { ExpressionPlace } from "./expressions-of.ts";
import { InvalidDefinition } from "./invalid-definition.ts";
import type { LoadOptions, Machine } from "./machine.ts";
import { unsupportedFeatures } from "./unsupported-features.ts";

/** Checks a definition and parses each of its expressions once; throws `InvalidDefinition` with all findings. */
export function loadMachine(definition: unknown, options: LoadOptions = {}): Machine {
  // What we cannot run comes first: it explains best why a JSONPath definition is refused.
  const findings: AslFinding[] = [...unsupportedFeatures(definition)];
  if (findings.length === 0) findings.push(...validateDefinition(definition).filter(isError));
  if (findings.length > 0) throw new InvalidDefinition(findings);

  const checked = definition as Definition;
  const states = new Map(statesOf(checked));
  const expressions = new Map<string, Expression>();
  for (const place of expressionsOf(checked)) {
    try {
      const { expression, ast } = parseExpression(place.source);
      expressions.set(place.source, expression);
      findings.push(...checkReferences(ast, place));
    } catch (error) {
      findings.push(syntaxError(place, error));
    }
  }
  if (findings.length > 0) throw new InvalidDefinition(findings);
  return { definition: checked, states, expressions, hash: options.hash };
}

function syntaxError({ source, location }: ExpressionPlace, error: unknown): AslFinding {
  const message = `The JSONata expression '${source}' is not valid. ${expressionErrorMessage(error)}`;
  return { code: "INVALID_JSONATA_EXPRESSION", severity: "ERROR", location, message };
}

function isError(finding: AslFinding): boolean {
  return finding.severity === "ERROR";
}

function statesOf(branch: Branch): [string, State][] {
  return Object.entries(branch.States).flatMap(([name, state]) => [[name, state], ...innerStatesOf(state)]);
}

function innerStatesOf(state: State): [string, State][] {
  if (state.Type === "Parallel") return state.Branches.flatMap(statesOf);
  return state.Type === "Map" ? statesOf(state.ItemProcessor) : [];
}
