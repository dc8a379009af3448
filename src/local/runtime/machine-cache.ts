import { loadMachine } from "#interpreter";
import type { Machine, MachineType } from "#interpreter";
import { nodeHash } from "#node";
import { createBoundedCache } from "./bounded-cache.ts";

// Parsing a definition costs milliseconds and a step costs microseconds, so loaded machines are kept; by weight, because
// some definitions are a megabyte.
const maxDefinitionBytes = 16 * 1024 * 1024;

export interface WantedMachine {
  readonly definitionHash: string;
  readonly type: MachineType;
}

/** Gives the loaded machine of a definition by its hash; `read` is asked for the text only when it is not at hand. */
export function createMachineCache(): (wanted: WantedMachine, read: () => string) => Machine {
  const machines = createBoundedCache<string, Machine>(maxDefinitionBytes);
  return ({ definitionHash, type }, read) => {
    const key = `${type} ${definitionHash}`;
    const known = machines.get(key);
    if (known !== undefined) return known;
    const definition = read();
    const machine = loadMachine(JSON.parse(definition), { hash: nodeHash, type });
    machines.set(key, machine, definition.length);
    return machine;
  };
}
