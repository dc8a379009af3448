import { createHash } from "node:crypto";
import type { DescribeExecutionOutput, StartExecutionOutput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../aws-error.ts";
import { root } from "../../root.ts";
import type { Integration, TaskCall } from "./integration.ts";
import { sdkMetadata } from "./sdk-metadata.ts";
import { failAsTask } from "./service-failure.ts";
import { asText, readArguments } from "./task-arguments.ts";

export const failureNames = {
  prefix: "StepFunctions",
  service: "AWSStepFunctions",
  undeclared: "AWSStepFunctionsException",
  style: "optimized",
} as const;
const parameters = ["StateMachineArn", "Input", "Name", "TraceHeader"];
const required = ["StateMachineArn"];

/** `arn:aws:states:::states:startExecution`: starts another execution and does not wait for it. */
export const statesStartExecution: Integration = {
  parameters,
  required,
  async perform(call) {
    const given = readArguments(call.task.arguments, parameters, required);
    const requestId = call.cloud.newId();
    const input = {
      stateMachineArn: asText(given.StateMachineArn) ?? "",
      input: asText(given.Input) ?? "{}",
      ...(given.TraceHeader === undefined ? {} : { traceHeader: asText(given.TraceHeader) }),
    };
    const started = await failAsTask(
      failureNames,
      () => call.loadModel("states"),
      requestId,
      () =>
        given.Name === undefined || given.Name === null
          ? startOnce(call, input)
          : start(call, { ...input, name: asText(given.Name) }),
    );
    return {
      ExecutionArn: started.executionArn ?? "",
      ...sdkMetadata({
        requestId,
        at: call.cloud.clock.now(),
        contentType: "application/x-amz-json-1.0",
        contentLength: Buffer.byteLength(started.executionArn ?? "") + 47,
      }),
      StartDate: started.startDate?.getTime() ?? call.cloud.clock.now(),
    };
  },
};

type StartInput = { readonly stateMachineArn: string; readonly input: string; readonly name?: string | undefined };

function start({ cloud, principal }: TaskCall, input: StartInput): Promise<StartExecutionOutput> {
  return cloud.call<StartExecutionOutput>("states", "StartExecution", input, principal);
}

/**
 * Starts under a name that follows from the task. When a crash comes between the start and its record, the second attempt
 * finds the first one's execution in place of starting another.
 */
async function startOnce(call: TaskCall, input: StartInput): Promise<StartExecutionOutput> {
  const name = nameOf(call);
  try {
    return await start(call, { ...input, name });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "ExecutionAlreadyExists") throw error;
    const machine = input.stateMachineArn.split(":").slice(0, 7).join(":");
    const executionArn = `${machine.replace(":stateMachine:", ":execution:")}:${name}`;
    return await call.cloud.call<DescribeExecutionOutput>("states", "DescribeExecution", { executionArn }, root);
  }
}

function nameOf({ execution, task }: TaskCall): string {
  const digest = createHash("sha256").update(`${execution.arn}\n${task.taskId}\n${task.attempt}`).digest("hex");
  return [8, 12, 16, 20].reduceRight((id, at) => `${id.slice(0, at)}-${id.slice(at)}`, digest.slice(0, 32));
}
