import type { DeleteStateMachineInput, DeleteStateMachineOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { machineArnOf, parseMachineArn } from "./arns.ts";
import type { States } from "./states.ts";

/** Deleting what is not there is fine, as on AWS. */
export const deleteStateMachine = (states: States): Operation<DeleteStateMachineInput, DeleteStateMachineOutput> => ({
  members: ["stateMachineArn"],
  authorize: (input) => [{ action: "states:DeleteStateMachine", resource: machineArnOf(input.stateMachineArn) }],
  async handle({ stateMachineArn }) {
    const machine = states.machines.machine(parseMachineArn(stateMachineArn).machineArn);
    if (machine === undefined) return {};
    states.machines.putMachine({ ...machine, status: "DELETING" });
    await finishDeletion(states, machine.arn);
    return {};
  },
});

/** Ends the executions of a state machine that is being deleted, then removes it with all that belongs to it. */
export async function finishDeletion({ cloud, machines, runtime }: States, machineArn: string): Promise<void> {
  await runtime.startsDone();
  const running = runtime.store.runningIdsOf(machineArn);
  await Promise.all(running.map((id) => runtime.stop(id, {})));
  inTransaction(cloud.db, () => {
    runtime.store.deleteExecutionsOf(machineArn);
    machines.deleteMachine(machineArn);
  });
}
