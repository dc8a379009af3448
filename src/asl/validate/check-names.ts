import type { AslFinding } from "../finding.ts";
import type { Scope } from "./scopes.ts";

/** AWS: state names, and labels of distributed Maps, are unique within the whole definition, branches included. */
export function checkNames(scopes: readonly Scope[]): readonly AslFinding[] {
  return [...checkStateNames(scopes), ...checkLabels(scopes)];
}

function checkLabels(scopes: readonly Scope[]): readonly AslFinding[] {
  const seen = new Set<string>();
  const findings: AslFinding[] = [];
  for (const { branch, location } of scopes) {
    for (const [name, state] of Object.entries(branch.States)) {
      if (state.Type !== "Map" || state.Label === undefined) continue;
      const place = `${location}/States/${name}/Label`;
      const message = `Duplicate Label: ${state.Label}`;
      if (seen.has(state.Label)) {
        findings.push({ code: "SCHEMA_VALIDATION_FAILED", severity: "ERROR", location: place, message });
      }
      seen.add(state.Label);
    }
  }
  return findings;
}

function checkStateNames(scopes: readonly Scope[]): readonly AslFinding[] {
  const seen = new Set<string>();
  const findings: AslFinding[] = [];
  for (const { branch, location } of scopes) {
    for (const name of Object.keys(branch.States)) {
      if (seen.has(name)) {
        const place = `${location}/States/${name}`;
        const message = `Duplicate State name: ${name}`;
        findings.push({ code: "DUPLICATE_STATE_NAME", severity: "ERROR", location: place, message });
      }
      seen.add(name);
    }
  }
  return findings;
}
