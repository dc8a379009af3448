import type { LoadOptions, Machine } from "./machine.ts";

/**
 * Checks a definition and parses each of its expressions once; throws `InvalidDefinition` with all findings.
 */
export function loadMachine(definition: unknown, options: LoadOptions = {}): Machine {
  throw new Error(`not written yet: ${typeof definition} ${typeof options}`);
}
