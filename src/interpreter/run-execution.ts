import { errorNames } from "#asl";
import type { HistoryEvent, Json } from "#asl";
import { advanceRun } from "./core/advance-run.ts";
import { expandEvent } from "./core/recorded-event.ts";
import type { Run } from "./core/run.ts";
import type { Machine } from "./load/machine.ts";
import { childMachine } from "./map-run/child-machine.ts";
import { unexportedResults } from "./map-run/format-results.ts";
import { readerFailure } from "./map-run/reader-failure.ts";
import type { MapRunResult } from "./map-run/describe-child.ts";
import { createRunnerMapRuns } from "./runner-map-runs.ts";
import type { MapRunEnd, RunnerMapRuns } from "./runner-map-runs.ts";
import { ClockTime, VirtualTime } from "./runner-time.ts";
import type { RunnerClock } from "./runner-time.ts";
import { RunnerExecution, RunnerWorld } from "./runner-world.ts";
import type { PerformTask, TaskWorker } from "./runner-tasks.ts";
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
  const runner = new ExecutionRunner(options);
  return options.signal === undefined ? runner.run() : runUntilAborted(runner, options.signal);
}

async function runUntilAborted(runner: ExecutionRunner, signal: AbortSignal): Promise<ExecutionOutcome> {
  const stop = (): void => runner.stop();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await runner.run();
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** A class, because there may be very many at once: what an execution does not use is not made. */
class ExecutionRunner {
  readonly #options: RunExecutionOptions;
  readonly #world: RunnerWorld;
  readonly #root: RunnerExecution;
  /** By their ARN. */
  #children: Map<string, RunnerExecution> | undefined;
  #mapRuns: RunnerMapRuns | undefined;

  constructor(options: RunExecutionOptions) {
    const { clock = "virtual", startAt = defaultStart, machine, input, identity } = options;
    this.#options = options;
    this.#world = new RunnerWorld(clock === "virtual" ? new VirtualTime(startAt) : new ClockTime(clock));
    const its = identity === undefined ? defaultIdentity : { ...defaultIdentity, ...identity };
    this.#root = this.#begin("", machine, its, input);
  }

  stop(): void {
    this.#abort(this.#root);
  }

  async run(): Promise<ExecutionOutcome> {
    try {
      // Whoever starts an execution may still stop it before it begins.
      await undefined;
      for (;;) {
        const mail = this.#world.nextMail();
        if (mail === undefined) {
          await this.#world.waken();
          continue;
        }
        const busy = advanceRun(mail.to.run, mail.event);
        if (busy !== undefined) await busy;
        const result = this.#perform(mail.to);
        if (result === undefined) continue;
        mail.to.leave();
        this.#mapRuns?.childEnded(mail.to.key, result);
        if (mail.to === this.#root) return new RunOutcome(result, this.#countTransitions(), this.#root.run);
      }
    } finally {
      this.#root.leave();
      for (const child of this.#children?.values() ?? []) child.leave();
      this.#world.time.close();
    }
  }

  #begin(key: string, machine: Machine, identity: ExecutionIdentity, input: Json): RunnerExecution {
    const { seed = 0 } = this.#options;
    const at = this.#world.time.now();
    return new RunnerExecution(key, machine, {
      started: { type: "ExecutionStarted", at, input, identity, seed },
      world: this.#world,
      performTask: (task, worker) => this.#performTask(key, task, worker),
    });
  }

  /** Performs what follows from an event; the result is there once the execution is over. */
  #perform(execution: RunnerExecution): ExecutionResult | undefined {
    const { run, key } = execution;
    this.#tellHistory(execution);
    let result: ExecutionResult | undefined;
    for (const effect of run.effects) {
      if (effect.kind === "finish") result = effect;
      else if (effect.kind === "startMapRun") this.#ownMapRuns().start(key, run.execution.identity, effect);
      else if (effect.kind === "stopMapRun") this.#ownMapRuns().stop(key, effect.mapRunId);
      else execution.perform(effect);
    }
    run.effects.length = 0;
    return result;
  }

  /** Of a child execution nobody asks for the events. */
  #tellHistory({ run }: RunnerExecution): void {
    const { history = "keep" } = this.#options;
    if (run === this.#root.run) {
      if (history === "keep") return;
      if (typeof history === "function") for (const event of run.history) history(expandEvent(event));
    }
    run.history.length = 0;
  }

  #performTask(key: string, task: ScheduleTask, worker: TaskWorker): Promise<Json> {
    if (task.itemReader === undefined && task.resultWriter === undefined) {
      return this.#options.performTask(task, worker);
    }
    return performOfMapRun(this.#options, task, () =>
      this.#ownMapRuns().resultsOf(key, task.resultWriter?.mapRunId ?? ""),
    );
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
  readonly #recorded: Run["history"];
  #history: readonly HistoryEvent[] | undefined;

  constructor({ status, output, error, cause }: ExecutionResult, transitions: number, { history }: Run) {
    this.status = status;
    if (output !== undefined) this.output = output;
    if (error !== undefined) this.error = error;
    if (cause !== undefined) this.cause = cause;
    this.transitions = transitions;
    this.#recorded = history;
  }

  get history(): readonly HistoryEvent[] {
    this.#history ??= this.#recorded.map(expandEvent);
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
