import type { Machine } from "../load/machine.ts";

/** The machine of a distributed Map's child executions: its ItemProcessor. */
export function childMachine(machine: Machine, stateName: string): Machine {
  const state = machine.states.get(stateName);
  if (state?.Type !== "Map") throw new Error(`${stateName} is no Map: this is a bug in the runner`);
  const { StartAt, States, ProcessorConfig: config } = state.ItemProcessor;
  const type = config?.Mode === "DISTRIBUTED" ? config.ExecutionType : machine.type;
  // The states and expressions of the whole definition hold those of the part.
  return { ...machine, type, definition: { StartAt, States } };
}
