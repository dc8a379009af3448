import { expressionsOf, validateDefinition } from "#asl";
import type { AslFinding, Branch, Definition, State } from "#asl";
import { createTemplates } from "../expressions/compile-template.ts";
import { parseExpression } from "../expressions/parse-expression.ts";
import { compileJsonPath } from "./compile-json-path.ts";
import { InvalidDefinition } from "./invalid-definition.ts";
import type { LoadOptions, Machine } from "./machine.ts";
import { normalizeDefinition } from "./normalize-definition.ts";
import { unsupportedFeatures } from "./unsupported-features.ts";

/** Checks a definition and parses each of its expressions once; throws `InvalidDefinition` with all findings. */
export function loadMachine(definition: unknown, options: LoadOptions = {}): Machine {
  // What we cannot run comes first: it explains best why a definition is refused.
  const { type = "STANDARD", hash, activities = false } = options;
  const findings: AslFinding[] = [...unsupportedFeatures(definition, activities)];
  if (findings.length === 0) findings.push(...validateDefinition(definition).filter(isError));
  if (findings.length > 0) throw new InvalidDefinition(findings);

  const checked = normalizeDefinition(definition as Definition);
  const { program: jsonPath, findings: notPaths } = compileJsonPath(checked);
  if (notPaths.length > 0) throw new InvalidDefinition(notPaths);
  const sources = new Set(expressionsOf(checked).map(({ source }) => source));
  const expressions = new Map([...sources].map((source) => [source, parseExpression(source)]));
  const templates = createTemplates(expressions);
  return { definition: checked, type, states: new Map(statesOf(checked)), expressions, templates, jsonPath, hash };
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
