import type { StartSyncExecutionInput, StartSyncExecutionOutput } from "@aws-sdk/client-sfn";
import type { ExecutionRow } from "../../runtime/execution-row.ts";
import type { Operation } from "../../service.ts";
import { expressArn, machineArnOf } from "./arns.ts";
import { beginExecution, checkInput } from "./begin-execution.ts";
import { checkName } from "./check-name.ts";
import { machineTypeNotSupported } from "./errors.ts";
import { findActiveMachine } from "./find-machine.ts";
import type { States } from "./states.ts";

/** Runs an Express execution and answers when it is over, however it ended: a failure is no error of the call. */
export const startSyncExecution = (states: States): Operation<StartSyncExecutionInput, StartSyncExecutionOutput> => ({
  members: ["stateMachineArn", "name", "input", "traceHeader", "includedData"],
  authorize: (input) => [{ action: "states:StartSyncExecution", resource: machineArnOf(input.stateMachineArn) }],
  async handle(request, { cloud }) {
    const name = checkName(request.name ?? cloud.newId());
    checkInput(request.input ?? "{}");
    const machine = findActiveMachine(states, request.stateMachineArn);
    if (machine.type !== "EXPRESS") throw machineTypeNotSupported();
    const { arn } = await beginExecution(states, {
      machine,
      arn: expressArn(cloud, machine.name, name),
      name,
      request,
    });
    return answer(await states.ends.of(arn), request.includedData !== "METADATA_ONLY");
  },
});

function answer(execution: ExecutionRow, isIncluded: boolean): StartSyncExecutionOutput {
  const {
    arn,
    machineArn,
    name,
    status,
    startedAt,
    stoppedAt = startedAt,
    output,
    error,
    cause,
    traceHeader,
  } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    startDate: new Date(startedAt),
    stopDate: new Date(stoppedAt),
    // It is over, and only the deletion of its state machine could abort it.
    status: status === "SUCCEEDED" || status === "TIMED_OUT" ? status : "FAILED",
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(isIncluded ? { input: execution.input } : {}),
    inputDetails: { included: isIncluded },
    ...(output !== undefined && isIncluded ? { output } : {}),
    outputDetails: { included: isIncluded },
    ...(traceHeader === undefined ? {} : { traceHeader }),
    billingDetails: { billedMemoryUsedInMB, billedDurationInMilliseconds: billedDuration(stoppedAt - startedAt) },
  };
}

// AWS bills memory in steps of 64 MB, which is the first and what small executions take, and time in steps of 100 ms.
const billedMemoryUsedInMB = 64;
const stepMs = 100;

const billedDuration = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / stepMs)) * stepMs;
