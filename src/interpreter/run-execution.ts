import { errorNames } from "#asl";
import type { HistoryEvent, Json } from "#asl";
import type { Snapshot } from "./core/snapshot.ts";
import type { Machine } from "./load/machine.ts";
import { childMachine } from "./map-run/child-machine.ts";
import { formatResults } from "./map-run/format-results.ts";
import { readerFailure } from "./map-run/reader-failure.ts";
import type { MapRunResult } from "./map-run/describe-child.ts";
import { createRunnerMapRuns } from "./runner-map-runs.ts";
import type { MapRunEnd, RunnerMapRuns } from "./runner-map-runs.ts";
import { createRealWorld, createVirtualWorld } from "./runner-world.ts";
import type { PerformTask } from "./runner-tasks.ts";
import type { ExecutionWorld, PerformTaskOf, RunnerClock } from "./runner-world.ts";
import { TaskFailure } from "./task-failure.ts";
import { transition } from "./transition.ts";
import type { ExecutionEvent, ExecutionIdentity, ExecutionResult, ScheduleTask } from "./types.ts";

export interface RunExecutionOptions {
  readonly machine: Machine;
  readonly input: Json;
  readonly identity?: Partial<ExecutionIdentity>;
  /** `virtual`: time stands still while tasks run and jumps to the next timer otherwise. @default "virtual" */
  readonly clock?: "virtual" | RunnerClock;
  /** When a virtual clock begins, in milliseconds since the epoch. @default 2026-01-01T00:00:00Z */
  readonly startAt?: number;
  readonly performTask: PerformTask;
  /** Reads the items of a distributed Map, as the task's `itemReader` says. @default its reader fails */
  readonly readItems?: (task: ScheduleTask) => Promise<Json>;
  /** Writes what the children of a map run gave, and returns the state's result. @default its result writer fails */
  readonly writeResults?: (task: ScheduleTask, children: readonly MapRunResult[]) => Promise<Json>;
  /** Seeds `$random`, `$uuid` and retry jitter. @default 0, so that runs repeat exactly */
  readonly seed?: number;
  /** `keep` it for the outcome, `drop` it, or who is told of each event as it happens. @default "keep" */
  readonly history?: "keep" | "drop" | ((event: HistoryEvent) => void);
  /** Aborts the execution (status ABORTED). */
  readonly signal?: AbortSignal;
}

export interface ExecutionOutcome {
  readonly status: ExecutionResult["status"];
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** States entered, those of child executions too. */
  readonly transitions: number;
  /** Empty unless it is kept. */
  readonly history: readonly HistoryEvent[];
}

/** When a virtual clock begins, unless told otherwise. */
export const defaultStart = Date.UTC(2026, 0, 1);

/** What `$states.context` says of an execution and its machine, unless told otherwise. */
export const defaultIdentity: ExecutionIdentity = {
  executionArn: "arn:aws:states:us-east-1:000000000000:execution:state-machine:execution",
  executionName: "execution",
  stateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:state-machine",
  stateMachineName: "state-machine",
  roleArn: "arn:aws:iam::000000000000:role/state-machine",
};

/** Runs an execution from beginning to end in memory, with the child executions of its distributed Maps. */
export async function runExecution(options: RunExecutionOptions): Promise<ExecutionOutcome> {
  const { machine, input, clock = "virtual", startAt = defaultStart, seed = 0, signal } = options;
  const executions = new Map<string, RunningExecution>();
  const performTask: PerformTaskOf = (of) => (task, taskSignal, worker) =>
    task.itemReader === undefined && task.resultWriter === undefined
      ? options.performTask(task, taskSignal, worker)
      : performOfMapRun(options, task, () => mapRuns().resultsOf(of, task.resultWriter?.mapRunId ?? ""));
  const world =
    clock === "virtual" ? createVirtualWorld({ performTask, startAt }) : createRealWorld({ performTask, clock });
  const begin = (
    key: string,
    execution: Omit<RunningExecution, "world" | "snapshot" | "transitions">,
  ): ExecutionWorld => {
    const place = world.enter(key);
    executions.set(key, { ...execution, world: place, snapshot: undefined, transitions: 0 });
    const { identity: its, input: given } = execution;
    place.deliver({ type: "ExecutionStarted", at: world.now(), input: given, identity: its, seed });
    return place;
  };
  // Made when the first map run starts: most executions have none, and many may be parked.
  let made: RunnerMapRuns | undefined;
  const mapRuns = (): RunnerMapRuns =>
    (made ??= createRunnerMapRuns({
      now: world.now,
      startChild(parent, { stateName }, { identity, input: given }) {
        const child = childMachine(executions.get(parent)!.machine, stateName);
        begin(identity.executionArn, { machine: child, identity, input: given });
      },
      abortChild: (key) => executions.get(key)?.world.deliver({ type: "ExecutionStopped", at: world.now() }),
      ended: (parent, mapRunId, end) => executions.get(parent)?.world.deliver(mapRunEvent(mapRunId, end, world.now())),
    }));
  const identity = options.identity === undefined ? defaultIdentity : { ...defaultIdentity, ...options.identity };
  const history: HistoryEvent[] = [];
  const root = begin(rootKey, { machine, identity, input, note: historyNote(options.history, history) });
  const stop = (): void => root.deliver({ type: "ExecutionStopped", at: world.now() });
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) stop();
  try {
    for (;;) {
      const { to, event } = await world.nextMail();
      const execution = executions.get(to);
      const result = execution && (await take(to, execution, event, mapRuns));
      if (result === undefined) continue;
      execution?.world.leave();
      made?.childEnded(to, result);
      if (to !== rootKey) continue;
      const { kind: _, ...outcome } = result;
      return { ...outcome, transitions: countTransitions(executions), history };
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    world.close();
  }
}

/** The execution that was asked for; its children are known by their ARN. */
const rootKey = "";

interface RunningExecution {
  readonly machine: Machine;
  readonly identity: ExecutionIdentity;
  readonly input: Json;
  readonly world: ExecutionWorld;
  snapshot: Snapshot | undefined;
  /** Is told of each event; of a child execution nobody asks for them. */
  readonly note?: ((event: HistoryEvent) => void) | undefined;
  transitions: number;
}

/** What becomes of the events of the execution that was asked for. */
function historyNote(
  wanted: RunExecutionOptions["history"] = "keep",
  kept: HistoryEvent[],
): ((event: HistoryEvent) => void) | undefined {
  if (wanted === "drop") return undefined;
  return wanted === "keep" ? (event) => void kept.push(event) : wanted;
}

/** Takes one event and performs what follows from it; the result is there once the execution is over. */
async function take(
  key: string,
  execution: RunningExecution,
  event: ExecutionEvent,
  mapRuns: () => RunnerMapRuns,
): Promise<ExecutionResult | undefined> {
  const { machine, identity, world } = execution;
  const step = await transition(machine, execution.snapshot, event);
  execution.snapshot = step.snapshot;
  for (const written of step.history) {
    execution.note?.(written);
    if (written.type.endsWith("StateEntered")) execution.transitions += 1;
  }
  let result: ExecutionResult | undefined;
  for (const effect of step.effects) {
    if (effect.kind === "finish") result = effect;
    else if (effect.kind === "startMapRun") mapRuns().start(key, identity, effect);
    else if (effect.kind === "stopMapRun") mapRuns().stop(key, effect.mapRunId);
    else world.perform(effect);
  }
  return result;
}

function mapRunEvent(mapRunId: string, end: MapRunEnd, at: number): ExecutionEvent {
  return "failure" in end
    ? { type: "MapRunFailed", at, mapRunId, ...end.failure }
    : { type: "MapRunSucceeded", at, mapRunId, results: end.results };
}

/** What Step Functions itself does for a map run. */
async function performOfMapRun(
  { readItems, writeResults }: RunExecutionOptions,
  task: ScheduleTask,
  results: () => readonly MapRunResult[],
): Promise<Json> {
  if (task.itemReader !== undefined) {
    if (readItems === undefined) throw readerFailure("Nothing reads items here: give readItems");
    return await readItems(task);
  }
  if (task.resource === "") return formatResults(results(), task.resultWriter!.format.transformation);
  if (writeResults === undefined) {
    throw new TaskFailure(errorNames.resultWriterFailed, "Nothing writes results here: give writeResults");
  }
  return await writeResults(task, results());
}

function countTransitions(executions: ReadonlyMap<string, RunningExecution>): number {
  return [...executions.values()].reduce((sum, { transitions }) => sum + transitions, 0);
}
