import type { AslFinding } from "../finding.ts";
import type { Scope } from "./scopes.ts";

/** AWS: state names are unique within the whole definition, branches included. */
export function checkNames(scopes: readonly Scope[]): readonly AslFinding[] {
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
