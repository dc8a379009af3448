import type { DescribeExecutionOutput } from "@aws-sdk/client-sfn";
import type { Json, JsonObject } from "#asl";
import { TaskFailure } from "#interpreter";
import type { Follow, TaskCall } from "./integration.ts";
import { failAsTask } from "./service-failure.ts";
import { failureNames } from "./states-start-execution.ts";

/** Waits for the end of an execution that a task has started; `parses` where the result is JSON (`.sync:2`), not text. */
export function followExecution(parses: boolean): Follow {
  return async (call, submitted, signal) => {
    const { ExecutionArn: executionArn = "" } = submitted as { readonly ExecutionArn?: string };
    const described = await whenOver(call, executionArn, signal);
    if (described.status === "SUCCEEDED") return resultOf(described, parses);
    throw new TaskFailure("States.TaskFailed", JSON.stringify(resultOf(described, false)));
  };
}

async function whenOver(call: TaskCall, executionArn: string, signal: AbortSignal): Promise<DescribeExecutionOutput> {
  const { cloud, principal } = call;
  const describe = (): Promise<DescribeExecutionOutput> =>
    failAsTask(
      failureNames,
      () => call.loadModel("states"),
      cloud.newId(),
      () => cloud.call<DescribeExecutionOutput>("states", "DescribeExecution", { executionArn }, principal),
    );
  const over = Promise.withResolvers<DescribeExecutionOutput>();
  const look = (): void => {
    describe().then((described) => {
      if (described.status !== "RUNNING") over.resolve(described);
      return undefined;
    }, over.reject);
  };
  const unsubscribe = cloud.subscribe((topic, id) => {
    if (topic === "execution" && id === executionArn) look();
  });
  // AWS tries to stop what it waits for when it does not wait any more.
  const stop = (): void => {
    cloud.call("states", "StopExecution", { executionArn }, principal).catch((error: unknown) => {
      cloud.log(`states: ${executionArn} could not be stopped together with its caller: ${String(error)}`);
    });
  };
  signal.addEventListener("abort", stop, { once: true });
  look();
  try {
    return await over.promise;
  } finally {
    unsubscribe();
    signal.removeEventListener("abort", stop);
  }
}

/** What DescribeExecution says, in the case of an integration. */
function resultOf(described: DescribeExecutionOutput, parses: boolean): JsonObject {
  const { executionArn = "", input = "{}", name = "", output, stateMachineArn = "", status = "" } = described;
  const data = (text: string): Json => (parses ? (JSON.parse(text) as Json) : text);
  const { cause, error } = described;
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: executionArn,
    Input: data(input),
    InputDetails: { Included: true },
    Name: name,
    ...(output === undefined ? {} : { Output: data(output), OutputDetails: { Included: true } }),
    RedriveCount: described.redriveCount ?? 0,
    RedriveStatus: described.redriveStatus ?? "NOT_REDRIVABLE",
    ...(described.redriveStatusReason === undefined ? {} : { RedriveStatusReason: described.redriveStatusReason }),
    StartDate: described.startDate?.getTime() ?? 0,
    StateMachineArn: stateMachineArn,
    Status: status,
    StopDate: described.stopDate?.getTime() ?? 0,
  };
}
