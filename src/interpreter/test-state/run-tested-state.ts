import { errorNames } from "#asl";
import type { Json, Retrier, State } from "#asl";
import { attemptAlone } from "../core/advance-run.ts";
import { beginRun, currentOf, rootThreadId, threadOf } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import { beginState, performState } from "../core/enter-state.ts";
import type { Inspection } from "../core/inspection.ts";
import { performWork } from "../core/perform-work.ts";
import type { Progress } from "../core/progress.ts";
import type { Snapshot } from "../core/snapshot.ts";
import { firstSnapshot } from "../core/start-execution.ts";
import type { Work } from "../core/work.ts";
import { isRecord } from "../is-record.ts";
import { defaultIdentity } from "../run-execution.ts";
import { taskOutcome } from "../running-task.ts";
import type { TaskOutcome } from "../running-task.ts";
import type { ExecutionResult, ScheduleTask } from "../types.ts";
import type { Mock } from "./check-mock.ts";
import { performMocked } from "./mocked-branches.ts";
import type { TestedState } from "./tested-state.ts";
import type { TestStateConfiguration, TestStateOptions } from "./types.ts";

export interface StateTest {
  readonly tested: TestedState;
  readonly input: Json;
  readonly variables: Readonly<Record<string, Json>>;
  readonly inspection: Inspection;
  readonly mock: Mock | undefined;
  readonly configuration: TestStateConfiguration;
  /** Whether the context object has an item of a Map around the state: the first, whose value is the input. */
  readonly hasItem: boolean;
  readonly options: TestStateOptions;
  readonly at: number;
}

/** How the state was left; RETRIABLE and FAILED leave their error in the inspection. */
export interface StateOutcome {
  readonly status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR";
  readonly output?: Json;
  readonly nextState?: string;
  /** After the state. */
  readonly variables: Readonly<Record<string, Json>>;
}

/** Runs one state on the interpreter's core, from its entry until it is left, retried or failed. Waits take no time. */
export async function runTestedState(test: StateTest): Promise<StateOutcome> {
  const { tested, input, inspection, variables } = test;
  const run = beginRun(tested.machine, enteredSnapshot(test), inspection);
  const first: Work = { kind: "enter", threadId: rootThreadId, state: tested.name, input };
  let progress = await attemptAlone(run, first, () => enter(run, test));
  while (progress?.kind === "waiting" || progress?.kind === "failed") {
    if (currentOf(run, rootThreadId).activity?.kind === "retry") return { status: "RETRIABLE", variables };
    progress = await attemptAlone(run, await nextWork(run, test, progress), performWork);
  }
  if (progress === undefined) {
    const result = run.effects.find((effect): effect is ExecutionResult => effect.kind === "finish");
    // A catcher that cannot be evaluated fails the state with an error of its own.
    inspection.failure = { error: result?.error, cause: result?.cause };
    return { status: "FAILED", variables };
  }
  return {
    status: inspection.error.catchIndex === undefined ? "SUCCEEDED" : "CAUGHT_ERROR",
    ...(progress.kind === "enter"
      ? { output: progress.input, nextState: progress.state }
      : { output: progress.output }),
    variables: threadOf(run, rootThreadId).variables,
  };
}

async function nextWork(
  run: Run,
  test: StateTest,
  progress: Extract<Progress, { readonly kind: "waiting" | "failed" }>,
): Promise<Work> {
  const threadId = rootThreadId;
  if (progress.kind === "failed") return { kind: "recover", threadId, failure: progress.failure };
  return currentOf(run, threadId).activity?.kind === "wait"
    ? { kind: "waitOver", threadId }
    : await taskWork(run, test);
}

/** That of an execution which is about to enter the state. */
function enteredSnapshot({ hasItem, input, variables, at, options: { id = "test" } }: StateTest): Snapshot {
  const item = hasItem ? { item: { value: input } } : {};
  return {
    ...firstSnapshot({ type: "ExecutionStarted", at, input, identity: defaultIdentity }),
    random: id,
    threads: { [rootThreadId]: { id: rootThreadId, index: 0, variables, lastEventId: 0, ...item } },
  };
}

function enter(run: Run, { tested, input, mock, configuration, inspection }: StateTest): Progress {
  const { name, state } = tested;
  beginState(run, rootThreadId, name, input);
  const count = configuration.retrierRetryCount ?? retryCountOf(inspection);
  const current = currentOf(run, rootThreadId);
  current.retryCount = count;
  current.retriesUsed = retriersOf(state).map(() => count);
  if ((state.Type === "Map" || state.Type === "Parallel") && mock !== undefined) {
    return performMocked(run, rootThreadId, state, { mock, configuration });
  }
  return performState(run, rootThreadId, state);
}

/** AWS's guide: retries are used up, too, by the "RetryCount values in your context object". */
function retryCountOf({ context: { State: state } }: Inspection): number {
  const count = isRecord(state) ? state.RetryCount : undefined;
  return typeof count === "number" ? count : 0;
}

function retriersOf(state: State): readonly Retrier[] {
  return "Retry" in state ? (state.Retry ?? []) : [];
}

/** What became of the task that the state waits for. */
async function taskWork(run: Run, { mock, options }: StateTest): Promise<Work> {
  const threadId = rootThreadId;
  const task = run.effects.find((effect): effect is ScheduleTask => effect.kind === "scheduleTask");
  if (task === undefined) throw new Error("the state waits for nothing: this is a bug in the interpreter");
  if (mock !== undefined) {
    return "result" in mock
      ? { kind: "taskSucceeded", threadId, output: mock.result }
      : { kind: "taskFailed", threadId, error: mock.failure.error, cause: mock.failure.cause };
  }
  const { milliseconds, error } = timeoutOf(run);
  const outcome = await performInTime(task, milliseconds, options);
  if (outcome === undefined) return { kind: "taskTimedOut", threadId, error };
  return outcome.type === "TaskSucceeded"
    ? { kind: "taskSucceeded", threadId, output: outcome.output }
    : { kind: "taskFailed", threadId, error: outcome.error, cause: outcome.cause };
}

// AWS: "The TestState API can run for up to five minutes. If the execution of a state exceeds this duration, it fails with the
// States.Timeout error."
const longestMilliseconds = 300_000;

/** When the first of the task's timers fires, and what that means. */
function timeoutOf(run: Run): { readonly milliseconds: number; readonly error: string } {
  const { activity } = currentOf(run, rootThreadId);
  const heartbeatTimer = activity?.kind === "task" ? activity.heartbeat?.timerId : undefined;
  let first = { milliseconds: longestMilliseconds, error: errorNames.timeout as string };
  for (const effect of run.effects) {
    if (effect.kind !== "startTimer" || effect.dueAt - run.at > first.milliseconds) continue;
    const error = effect.timerId === heartbeatTimer ? errorNames.heartbeatTimeout : errorNames.timeout;
    first = { milliseconds: effect.dueAt - run.at, error };
  }
  return first;
}

async function performInTime(
  task: ScheduleTask,
  milliseconds: number,
  { performTask, sleep }: TestStateOptions,
): Promise<TaskOutcome | undefined> {
  if (performTask === undefined) throw new Error("this test has no mock, and testState was given no performTask");
  const controller = new AbortController();
  const { signal } = controller;
  const worker = {
    signal,
    started: () => undefined,
    submitted: () => undefined,
    heartbeat: () => undefined,
    sleep: async (duration: number) => await sleep?.(duration, signal),
    now: () => 0,
  };
  const performed = taskOutcome(() => performTask(task, worker));
  try {
    if (sleep === undefined) return await performed;
    return await Promise.race([performed, sleep(milliseconds, signal).then(() => undefined)]);
  } finally {
    controller.abort();
  }
}
