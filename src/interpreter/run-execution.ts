import { errorNames } from "#asl";
import type { HistoryEvent, Json } from "#asl";
import { advanceRun } from "./core/advance-run.ts";
import { beginRun, takeEffects } from "./core/run.ts";
import type { Run } from "./core/run.ts";
import { firstSnapshot } from "./core/start-execution.ts";
import { historyUntil } from "./core/written-event.ts";
import type { Machine } from "./load/machine.ts";
import { childMachine } from "./map-run/child-machine.ts";
import { unexportedResults } from "./map-run/format-results.ts";
import { readerFailure } from "./map-run/reader-failure.ts";
import type { MapRunResult } from "./map-run/describe-child.ts";
import { createRunnerMapRuns } from "./runner-map-runs.ts";
import type { MapRunEnd, RunnerMapRuns } from "./runner-map-runs.ts";
import { ClockTime, VirtualTime } from "./runner-time.ts";
import type { RunnerClock } from "./runner-time.ts";
import { RunnerExecution } from "./runner-execution.ts";
import type { TaskPerformer } from "./runner-execution.ts";
import { RunnerWorld } from "./runner-world.ts";
import type { Mail, MailReader } from "./runner-world.ts";
import type { PerformTask, TaskWorker } from "./running-task.ts";
import { TaskFailure } from "./task-failure.ts";
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
export function runExecution(options: RunExecutionOptions): Promise<ExecutionOutcome> {
  return new Promise((resolve, reject) => {
    const runner = new ExecutionRunner(options, resolve, reject);
    if (options.signal !== undefined) runner.stopOn(options.signal);
  });
}

/** A class, because there may be very many at once: what an execution does not use is not made. */
class ExecutionRunner implements MailReader, TaskPerformer {
  readonly #options: RunExecutionOptions;
  readonly #resolve: (outcome: ExecutionOutcome) => void;
  readonly #reject: (error: unknown) => void;
  readonly #world: RunnerWorld;
  readonly #root: RunnerExecution;
  /** By their ARN. */
  #children: Map<string, RunnerExecution> | undefined;
  #mapRuns: RunnerMapRuns | undefined;
  /** Stops listening to whoever may abort the execution. */
  #unlisten: (() => void) | undefined;

  constructor(
    options: RunExecutionOptions,
    resolve: (outcome: ExecutionOutcome) => void,
    reject: (error: unknown) => void,
  ) {
    const { clock = "virtual", startAt = defaultStart, machine, input, identity } = options;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#world = new RunnerWorld(clock === "virtual" ? new VirtualTime(startAt) : new ClockTime(clock), this);
    const its = identity === undefined ? defaultIdentity : { ...defaultIdentity, ...identity };
    // Not at once: whoever starts an execution may still stop it before it begins.
    this.#root = this.#begin("", machine, its, input);
  }

  stopOn(signal: AbortSignal): void {
    const stop = (): void => this.#abort(this.#root);
    signal.addEventListener("abort", stop, { once: true });
    this.#unlisten = () => signal.removeEventListener("abort", stop);
    if (signal.aborted) stop();
  }

  take({ to, event }: Mail): Promise<void> | undefined {
    const busy = advanceRun(to.run, event);
    if (busy !== undefined) return busy.then(() => this.#follow(to));
    this.#follow(to);
    return undefined;
  }

  fail(error: unknown): void {
    this.#close();
    this.#reject(error);
  }

  performTask(key: string, task: ScheduleTask, worker: TaskWorker): Promise<Json> {
    if (task.itemReader === undefined && task.resultWriter === undefined) {
      return this.#options.performTask(task, worker);
    }
    return performOfMapRun(this.#options, task, () =>
      this.#ownMapRuns().resultsOf(key, task.resultWriter?.mapRunId ?? ""),
    );
  }

  #begin(key: string, machine: Machine, identity: ExecutionIdentity, input: Json): RunnerExecution {
    const { seed = 0 } = this.#options;
    const at = this.#world.time.now();
    const started = { type: "ExecutionStarted", at, input, identity, seed } as const;
    const execution = new RunnerExecution(key, beginRun(machine, firstSnapshot(started)), this.#world, this);
    execution.deliver(started);
    return execution;
  }

  /** Does what follows from an event. */
  #follow(execution: RunnerExecution): void {
    this.#tellHistory(execution);
    const result = this.#perform(execution);
    if (result === undefined) return;
    execution.leave();
    this.#mapRuns?.childEnded(execution.key, result);
    if (execution !== this.#root) return;
    this.#close();
    this.#resolve(new RunOutcome(result, this.#countTransitions(), execution.run));
  }

  /** Performs the effects; the result is there once the execution is over. */
  #perform(execution: RunnerExecution): ExecutionResult | undefined {
    const { run, key } = execution;
    let result: ExecutionResult | undefined;
    for (const effect of takeEffects(run)) {
      if (effect.kind === "finish") result = effect;
      else if (effect.kind === "startMapRun") this.#ownMapRuns().start(key, run.execution.identity, effect);
      else if (effect.kind === "stopMapRun") this.#ownMapRuns().stop(key, effect.mapRunId);
      else if (effect.kind === "redriveMapRun") throw new Error("nobody redrives an execution that is kept in memory");
      else execution.perform(effect);
    }
    return result;
  }

  /** Nothing goes on behind an execution that is over. */
  #close(): void {
    this.#unlisten?.();
    this.#root.leave();
    if (this.#children !== undefined) for (const child of this.#children.values()) child.leave();
    this.#world.close();
  }

  /** Of a child execution nobody asks for the events. */
  #tellHistory({ run }: RunnerExecution): void {
    const { history = "keep" } = this.#options;
    if (run === this.#root.run) {
      if (history === "keep") return;
      if (typeof history === "function")
        for (const event of historyUntil(run.lastEvent, run.execution.startedAt)) history(event);
    }
    run.lastEvent = undefined;
  }

  #ownMapRuns(): RunnerMapRuns {
    const { time } = this.#world;
    this.#mapRuns ??= createRunnerMapRuns({
      now: () => time.now(),
      startChild: (parent, { stateName }, { identity, input }) => {
        const { executionArn } = identity;
        const machine = childMachine(this.#execution(parent).run.machine, stateName);
        this.#children ??= new Map();
        this.#children.set(executionArn, this.#begin(executionArn, machine, identity, input));
      },
      abortChild: (key) => this.#abort(this.#execution(key)),
      ended: (parent, mapRunId, end) => this.#execution(parent).deliver(mapRunEvent(mapRunId, end, time.now())),
    });
    return this.#mapRuns;
  }

  #execution(key: string): RunnerExecution {
    return this.#children?.get(key) ?? this.#root;
  }

  #abort(execution: RunnerExecution): void {
    execution.deliver({ type: "ExecutionStopped", at: this.#world.time.now() });
  }

  #countTransitions(): number {
    let count = this.#root.run.transitions;
    for (const { run } of this.#children?.values() ?? []) count += run.transitions;
    return count;
  }
}

/** Its history is written out when it is read: most are not. */
class RunOutcome implements ExecutionOutcome {
  readonly status: ExecutionOutcome["status"];
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly transitions: number;
  readonly #lastEvent: Run["lastEvent"];
  readonly #startedAt: number;
  #history: readonly HistoryEvent[] | undefined;

  constructor({ status, output, error, cause }: ExecutionResult, transitions: number, { lastEvent, execution }: Run) {
    this.status = status;
    if (output !== undefined) this.output = output;
    if (error !== undefined) this.error = error;
    if (cause !== undefined) this.cause = cause;
    this.transitions = transitions;
    this.#lastEvent = lastEvent;
    this.#startedAt = execution.startedAt;
  }

  get history(): readonly HistoryEvent[] {
    this.#history ??= historyUntil(this.#lastEvent, this.#startedAt);
    return this.#history;
  }
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
  const { isExported, format } = task.resultWriter!;
  if (!isExported) return unexportedResults(results(), format);
  if (writeResults === undefined) {
    throw new TaskFailure(errorNames.resultWriterFailed, "Nothing writes results here: give writeResults");
  }
  return await writeResults(task, results());
}
