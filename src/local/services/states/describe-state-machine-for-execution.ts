import type {
  DescribeStateMachineForExecutionInput,
  DescribeStateMachineForExecutionOutput,
} from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { describeRevision } from "./describe-state-machine.ts";
import { findExecution } from "./find-execution.ts";
import type { States } from "./states.ts";

/** The state machine as the execution runs it, however it was updated since. */
export const describeStateMachineForExecution = (
  states: States,
): Operation<DescribeStateMachineForExecutionInput, DescribeStateMachineForExecutionOutput> => ({
  members: ["executionArn", "includedData"],
  authorize: (input) => [{ action: "states:DescribeStateMachineForExecution", resource: input.executionArn ?? "" }],
  handle({ executionArn, includedData }) {
    const execution = findExecution(states, executionArn);
    const machine = states.machines.machine(execution.machineArn);
    const definition = states.runtime.store.definitionOf(execution.definitionHash);
    return {
      stateMachineArn: execution.machineArn,
      name: execution.machineName,
      updateDate: new Date(machine?.updatedAt ?? execution.startedAt),
      ...describeRevision({ ...execution, tracing: machine?.tracing }),
      definition: includedData === "METADATA_ONLY" ? undefined : definition,
    };
  },
});
