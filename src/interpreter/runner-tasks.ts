import type { Json } from "#asl";
import { copyJson } from "./copy-json.ts";
import type { RunnerTime } from "./runner-time.ts";
import { isActivity } from "./states/task-resource.ts";
import { TaskFailure } from "./task-failure.ts";
import type { ErrorAndCause, ExecutionEvent, ScheduleTask } from "./types.ts";

/** Does one task attempt. Throws `TaskFailure` to fail it by name; anything else thrown fails it with the error's own name. */
export type PerformTask = (task: ScheduleTask, worker: TaskWorker) => Promise<Json>;

/** What else a task may do while it runs. */
export interface TaskWorker {
  /** Is aborted when nobody waits for the task any more. */
  readonly signal: AbortSignal;
  /** Of an activity: a worker took it, and its timeouts run from now on. One that fails before could not be scheduled. */
  started(workerName?: string): void;
  /** Of a task that goes on after the call (`.sync`, `.waitForTaskToken`): the service took it, and answered this. */
  submitted(output: Json): void;
  /** Says that the task is alive. */
  heartbeat(): void;
  /** Lets the execution's time pass, as nothing else a task does; for ever, if told so. */
  sleep(milliseconds: number): Promise<void>;
  now(): number;
}

/** Where tasks run: the time of their execution, and who is told about them. */
export interface TaskPlace {
  readonly time: RunnerTime;
  deliver(event: ExecutionEvent): void;
  /** One task more or less works: those that sleep do not. */
  working(change: 1 | -1): void;
}

/** The tasks of one execution that are under way. */
export class RunnerTasks {
  readonly #performTask: PerformTask;
  readonly #place: TaskPlace;
  readonly #running = new Map<string, RunningTask>();

  constructor(performTask: PerformTask, place: TaskPlace) {
    this.#performTask = performTask;
    this.#place = place;
  }

  start(task: ScheduleTask): void {
    const running = new RunningTask(task, this.#place);
    this.#running.set(task.taskId, running);
    void taskOutcome(() => this.#performTask(task, running)).then((outcome) =>
      this.#end(task.taskId, running, outcome),
    );
  }

  /** A cancelled task has no say any more. */
  #end(taskId: string, running: RunningTask, outcome: TaskOutcome): void {
    if (this.#running.delete(taskId)) running.end(outcome);
  }

  cancel(taskId: string): void {
    const running = this.#running.get(taskId);
    this.#running.delete(taskId);
    running?.end();
  }

  close(): void {
    for (const taskId of this.#running.keys()) this.cancel(taskId);
  }
}

/** A class, so that what a task does not use of its worker costs nothing. */
class RunningTask implements TaskWorker {
  readonly #task: ScheduleTask;
  readonly #place: TaskPlace;
  #state: "working" | "sleeping" | "over" = "working";
  /** Whether somebody took the task: a worker the activity, or the service what goes on after the call. */
  #isTaken = false;
  #controller: AbortController | undefined;

  constructor(task: ScheduleTask, place: TaskPlace) {
    this.#task = task;
    this.#place = place;
    place.working(1);
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#state === "over") this.#controller.abort();
    }
    return this.#controller.signal;
  }

  now(): number {
    return this.#place.time.now();
  }

  started(workerName?: string): void {
    if (this.#isTaken || this.#state === "over" || !isActivity(this.#task.resource)) return;
    this.#isTaken = true;
    const name = workerName === undefined ? undefined : { workerName };
    this.#tell({ type: "TaskStarted", at: this.now(), taskId: this.#task.taskId, ...name });
  }

  submitted(output: Json): void {
    if (isActivity(this.#task.resource)) return;
    this.#isTaken = true;
    if (this.#state !== "over")
      this.#tell({ type: "TaskSubmitted", at: this.now(), taskId: this.#task.taskId, output });
  }

  heartbeat(): void {
    // Only who works on an activity sends heartbeats.
    this.started();
    if (this.#state !== "over") this.#tell({ type: "TaskHeartbeat", at: this.now(), taskId: this.#task.taskId });
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#become("sleeping");
      const cancel = this.#place.time.sleep(this.now() + milliseconds, () => {
        this.#become("working");
        resolve();
      });
      this.signal.addEventListener("abort", cancel, { once: true });
    });
  }

  /** Without an outcome the task is cancelled. One that goes on after its call may fail before the service took it. */
  end(outcome?: TaskOutcome): void {
    if (outcome?.type === "TaskSucceeded") this.started();
    this.#become("over");
    const { taskId, taskToken } = this.#task;
    const at = this.now();
    const goesOn = taskToken !== undefined && !isActivity(this.#task.resource);
    if (outcome === undefined) this.#controller?.abort();
    else if (outcome.type === "TaskSucceeded") this.#tell({ type: outcome.type, at, taskId, output: outcome.output });
    else this.#tell({ ...outcome, type: goesOn && !this.#isTaken ? "TaskSubmitFailed" : outcome.type, at, taskId });
  }

  #become(state: "working" | "sleeping" | "over"): void {
    if (this.#state === "over" || this.#state === state) return;
    const wasWorking = this.#state === "working";
    this.#state = state;
    if (wasWorking) this.#place.working(-1);
    else if (state === "working") this.#place.working(1);
  }

  #tell(event: ExecutionEvent): void {
    this.#place.deliver(event);
  }
}

export type TaskOutcome =
  | { readonly type: "TaskSucceeded"; readonly output: Json }
  | ({ readonly type: "TaskFailed" } & ErrorAndCause);

/** What came of a task attempt, in Lambda's words where it threw. */
export async function taskOutcome(perform: () => Promise<Json>): Promise<TaskOutcome> {
  try {
    // Through JSON, as between AWS's services: what the task keeps cannot change behind the execution's back.
    return { type: "TaskSucceeded", output: copyJson(await perform()) };
  } catch (error) {
    return { type: "TaskFailed", ...failureOf(error) };
  }
}

/** What thrown things look like in Lambda's words. */
function failureOf(thrown: unknown): ErrorAndCause {
  if (thrown instanceof TaskFailure) return { error: thrown.error, cause: thrown.cause };
  const [name, message] = thrown instanceof Error ? [thrown.name, thrown.message] : ["Error", String(thrown)];
  return { error: name, cause: JSON.stringify({ errorType: name, errorMessage: message }) };
}
