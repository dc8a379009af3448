import type { Json } from "#asl";
import { copyJson } from "./copy-json.ts";
import { Timer } from "./runner-time.ts";
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
  /** A task sleeps, and time may pass. */
  asleep(): void;
  /** A task has ended by itself. */
  ended(taskId: string, event: ExecutionEvent): void;
}

/** A task that is under way. A class, so that what it does not use of its worker costs nothing. */
export class RunningTask implements TaskWorker {
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
    if (this.#isTaken || this.#state === "over" || !this.#isActivity()) return;
    this.#isTaken = true;
    const name = workerName === undefined ? undefined : { workerName };
    this.#tell({ type: "TaskStarted", at: this.now(), taskId: this.#task.taskId, ...name });
  }

  submitted(output: Json): void {
    if (this.#isActivity()) return;
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
      this.#place.asleep();
      if (milliseconds === Number.POSITIVE_INFINITY) return;
      const { time } = this.#place;
      const timer = new SleepTimer(this.now() + milliseconds, () => {
        this.#become("working");
        resolve();
      });
      time.start(timer);
      this.signal.addEventListener("abort", () => time.cancel(timer), { once: true });
    });
  }

  /** Tells its place when it has ended. */
  follow(performed: Promise<Json>): void {
    // No more promises than this: a thousand executions at once have each a task under way.
    Promise.resolve(performed).then(
      (output) => this.#end(outcomeOf(output)),
      (error: unknown) => this.#end(failedWith(error)),
    );
  }

  /** Nobody waits for it any more. */
  cancel(): void {
    this.#become("over");
    this.#controller?.abort();
  }

  #end(outcome: TaskOutcome): void {
    // A cancelled task has no say any more.
    if (this.#state === "over") return;
    const { taskId, taskToken } = this.#task;
    const at = this.now();
    if (outcome.type === "TaskSucceeded") this.started();
    this.#become("over");
    if (outcome.type === "TaskSucceeded") {
      this.#place.ended(taskId, { type: outcome.type, at, taskId, output: outcome.output });
    } else {
      // One that goes on after its call may fail before the service took it.
      const isUntaken = taskToken !== undefined && !this.#isTaken && !this.#isActivity();
      this.#place.ended(taskId, { ...outcome, type: isUntaken ? "TaskSubmitFailed" : outcome.type, at, taskId });
    }
  }

  /** Only what is answered by a token can be one, which most tasks are not. */
  #isActivity(): boolean {
    return this.#task.taskToken !== undefined && isActivity(this.#task.resource);
  }

  #tell(event: ExecutionEvent): void {
    this.#place.deliver(event);
  }

  #become(state: "working" | "sleeping" | "over"): void {
    if (this.#state === "over" || this.#state === state) return;
    const wasWorking = this.#state === "working";
    this.#state = state;
    if (wasWorking) this.#place.working(-1);
    else if (state === "working") this.#place.working(1);
  }
}

class SleepTimer extends Timer {
  readonly fire: () => void;

  constructor(dueAt: number, wake: () => void) {
    super(dueAt);
    this.fire = wake;
  }
}

export type TaskOutcome =
  | { readonly type: "TaskSucceeded"; readonly output: Json }
  | ({ readonly type: "TaskFailed" } & ErrorAndCause);

/** What came of a task attempt, in Lambda's words where it threw. */
export async function taskOutcome(perform: () => Promise<Json>): Promise<TaskOutcome> {
  try {
    return outcomeOf(await perform());
  } catch (error) {
    return failedWith(error);
  }
}

/** Through JSON, as between AWS's services: what the task keeps cannot change behind the execution's back. */
function outcomeOf(output: unknown): TaskOutcome {
  try {
    return { type: "TaskSucceeded", output: copyJson(output) };
  } catch (error) {
    return failedWith(error);
  }
}

/** What thrown things look like in Lambda's words. */
function failedWith(thrown: unknown): TaskOutcome {
  if (thrown instanceof TaskFailure) return { type: "TaskFailed", error: thrown.error, cause: thrown.cause };
  const [name, message] = thrown instanceof Error ? [thrown.name, thrown.message] : ["Error", String(thrown)];
  return { type: "TaskFailed", error: name, cause: JSON.stringify({ errorType: name, errorMessage: message }) };
}
