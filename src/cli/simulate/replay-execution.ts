import {
  type ExecutionOutcome,
  loadMachine,
  type ObjectPlace,
  type PerformTask,
  readItems,
  runExecution,
  type RunExecutionOptions,
  TaskFailure,
} from "#interpreter";
import { nodeHash as hash } from "#node";
import { matchesRecording } from "./matches-recording.ts";
import type { RecordedCase } from "./recorded-case.ts";
import { callRecordedFunction } from "./recorded-function.ts";

/**
 * Runs a recorded execution with the answers that its tasks were recorded to have got. Throws `InvalidDefinition`, and an `Error`
 * where a task has no answer: to fail the task could be caught, which would hide the gap.
 */
export async function replayExecution(
  recorded: RecordedCase,
  clock: NonNullable<RunExecutionOptions["clock"]> = "virtual",
): Promise<ExecutionOutcome> {
  const { stateMachine = {}, execution = {}, definition, input = {}, clock: begin } = recorded;
  const { arn: stateMachineArn, name: stateMachineName, roleArn, type = "STANDARD" } = stateMachine;
  const stop = new AbortController();
  const unanswered: string[] = [];
  const outcome = await runExecution({
    machine: loadMachine(definition, { type, hash }),
    input,
    identity: given({
      executionArn: execution.arn,
      executionName: execution.name,
      stateMachineArn,
      stateMachineName,
      roleArn,
    }),
    performTask: answerFrom(recorded, (state) => {
      unanswered.push(state);
      stop.abort();
    }),
    readItems: (task) => readItems(task, storeOf(recorded)),
    clock,
    signal: stop.signal,
    ...(begin === undefined ? {} : { startAt: Date.parse(begin) }),
  });
  if (unanswered.length > 0) throw new Error(`no mock and no function answers the task of ${unanswered.join(", ")}`);
  return outcome;
}

function given<Members extends Readonly<Record<string, string | undefined>>>(members: Members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof Members]?: string;
  };
}

/** Answers in the recorded order of each state; among attempts that ran at once, what was sent tells them apart. */
function answerFrom(recorded: RecordedCase, miss: (stateName: string) => void): PerformTask {
  // Child executions of a distributed Map were not recorded, nor what has lost its state.
  const remaining = (recorded.mocks ?? []).filter(({ state }) => state !== null);
  return async (task, worker) => {
    const ofState = remaining.filter(({ state }) => state === task.stateName);
    const sent = (one: (typeof ofState)[number]): boolean =>
      matchesRecording(one.scheduled.parameters ?? one.scheduled.input, task.arguments);
    const mock = ofState.find(sent) ?? ofState[0];
    if (mock === undefined) {
      const answer = callRecordedFunction(recorded.resources, task);
      if (answer === undefined) miss(task.stateName);
      return answer ?? null;
    }
    remaining.splice(remaining.indexOf(mock), 1);
    const { result, scheduled } = mock;
    if (result?.type !== "ActivityScheduleFailed") worker.started();
    if (mock.submitted !== undefined) worker.submitted(mock.submitted);
    const isLimited = scheduled.timeoutInSeconds !== undefined || scheduled.heartbeatInSeconds !== undefined;
    if (result == null || (result.type.endsWith("TimedOut") && isLimited)) {
      await worker.sleep(Number.POSITIVE_INFINITY);
    }
    if (result?.error == null && result?.type.endsWith("Succeeded") === true) return result.output ?? null;
    throw new TaskFailure(result?.error ?? undefined, causeText(result?.cause));
  };
}

function storeOf({ resources }: RecordedCase): Parameters<typeof readItems>[1] {
  return {
    read: async ({ bucket, key }: ObjectPlace) => new TextEncoder().encode(resources?.s3?.[bucket]?.[key] ?? ""),
    // No listing was recorded.
    list: async () => [],
  };
}

/** In recordings, a cause that is JSON stands as what it says. */
function causeText(cause: unknown): string | undefined {
  if (typeof cause === "object" && cause !== null && "$json" in cause) return JSON.stringify(cause.$json);
  return typeof cause === "string" ? cause : undefined;
}
