import { parseMachineArn } from "./arns.ts";
import { machineDoesNotExist, machineIsBeingDeleted } from "./errors.ts";
import type { StateMachine } from "./machine-store.ts";
import type { States } from "./states.ts";

/** The state machine that an ARN, qualified or not, belongs to. Throws `StateMachineDoesNotExist`. */
export function findMachine({ machines }: States, arn: string | undefined): StateMachine {
  const machine = machines.machine(parseMachineArn(arn).machineArn);
  if (machine === undefined) throw machineDoesNotExist(arn ?? "");
  return machine;
}

/** As `findMachine`, for calls that change it or start something. */
export function findActiveMachine(states: States, arn: string | undefined): StateMachine {
  const machine = findMachine(states, arn);
  if (machine.status === "DELETING") throw machineIsBeingDeleted(machine.arn);
  return machine;
}
