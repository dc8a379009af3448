import { InvalidDefinition } from "./invalid-definition.ts";
import type { LoadOptions, Machine } from "./machine.ts";
import { prepareMachine } from "./prepare-machine.ts";

/** Checks a definition and parses each of its expressions once; throws `InvalidDefinition` with all findings. */
export function loadMachine(definition: unknown, options: LoadOptions = {}): Machine {
  const prepared = prepareMachine(definition);
  if ("findings" in prepared) throw new InvalidDefinition(prepared.findings);
  return prepared.load(options);
}
