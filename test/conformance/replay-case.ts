import { isDeepStrictEqual } from "node:util";
import type { Json } from "#asl";
import { loadMachine, readItems, runExecution, TaskFailure } from "#interpreter";
import type { ExecutionOutcome, ObjectPlace, PerformTask, ScheduleTask } from "#interpreter";
import { callStandIn } from "./lambda-stand-in.ts";
import { nodeHash as hash } from "./node-hash.ts";
import type { Corpus, Mock, RecordedCase } from "./recorded-case.ts";

/** Runs a recorded execution with the answers that its tasks gave on AWS. */
export async function replayCase(recorded: RecordedCase, diff: Corpus["diff"]): Promise<ExecutionOutcome> {
  const { stateMachine, execution, definition, input, clock } = recorded;
  return await runExecution({
    machine: loadMachine(definition, { type: stateMachine.type ?? "STANDARD", hash }),
    input,
    identity: {
      executionArn: execution.arn,
      executionName: execution.name,
      stateMachineArn: stateMachine.arn,
      stateMachineName: stateMachine.name,
      ...(stateMachine.roleArn === undefined ? {} : { roleArn: stateMachine.roleArn }),
    },
    performTask: answerFrom(recorded, diff),
    readItems: (task) => readRecorded(recorded, task),
    ...(clock === undefined ? {} : { startAt: Date.parse(clock) }),
  });
}

/** Answers in the recorded order of each state; among attempts that ran at once, what was sent tells them apart. */
function answerFrom(recorded: RecordedCase, diff: Corpus["diff"]): PerformTask {
  // Child executions of a distributed Map were not recorded, nor what has lost its state.
  const remaining = (recorded.mocks ?? []).filter(({ state }) => state !== null);
  return async (task, worker) => {
    const ofState = remaining.filter(({ state }) => state === task.stateName);
    const mock = ofState.find(({ scheduled }) => isSame(scheduled, task.arguments, diff)) ?? ofState[0];
    if (mock === undefined) return callStandIn(recorded, task);
    remaining.splice(remaining.indexOf(mock), 1);
    if (mock.submitted !== undefined) worker.submitted(mock.submitted);
    const { result, scheduled } = mock;
    const isLimited = scheduled.timeoutInSeconds !== undefined || scheduled.heartbeatInSeconds !== undefined;
    if (result == null || (result.type.endsWith("TimedOut") && isLimited)) {
      await worker.sleep(Number.POSITIVE_INFINITY);
    }
    if (result?.error == null && result?.type.endsWith("Succeeded") === true) return result.output ?? null;
    throw new TaskFailure(result?.error ?? undefined, causeText(result?.cause));
  };
}

function isSame({ parameters, input }: Mock["scheduled"], sent: Json, diff: Corpus["diff"]): boolean {
  const recorded = parameters ?? input;
  return isDeepStrictEqual(recorded, sent) || diff(recorded, sent, "$") === null;
}

function readRecorded({ resources }: RecordedCase, task: ScheduleTask): Promise<readonly Json[]> {
  const read = async ({ bucket, key }: ObjectPlace) => new TextEncoder().encode(resources?.s3?.[bucket]?.[key] ?? "");
  // No listing was recorded.
  return readItems(task, { read, list: async () => [] });
}

function causeText(cause: unknown): string | undefined {
  if (typeof cause === "object" && cause !== null && "$json" in cause) return JSON.stringify(cause.$json);
  return typeof cause === "string" ? cause : undefined;
}
