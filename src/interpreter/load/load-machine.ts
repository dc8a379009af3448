import { validateDefinition } from "#asl";
import type { AslFinding, Definition } from "#asl";
import { buildMachine } from "./build-machine.ts";
import { compileJsonPath } from "./compile-json-path.ts";
import { InvalidDefinition } from "./invalid-definition.ts";
import type { LoadOptions, Machine } from "./machine.ts";
import { normalizeDefinition } from "./normalize-definition.ts";

/** Checks a definition and parses each of its expressions once; throws `InvalidDefinition` with all findings. */
export function loadMachine(definition: unknown, options: LoadOptions = {}): Machine {
  const findings = validateDefinition(definition).filter(isError);
  if (findings.length > 0) throw new InvalidDefinition(findings);
  const checked = normalizeDefinition(definition as Definition);
  const { program, findings: notPaths } = compileJsonPath(checked);
  if (notPaths.length > 0) throw new InvalidDefinition(notPaths);
  return buildMachine(checked, program, options);
}

function isError(finding: AslFinding): boolean {
  return finding.severity === "ERROR";
}
