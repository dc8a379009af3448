import type { Json } from "#asl";
import type { Run } from "./core/run.ts";
import { RunningTask } from "./running-task.ts";
import type { TaskPlace, TaskWorker } from "./running-task.ts";
import { Timer } from "./runner-time.ts";
import type { RunnerTime } from "./runner-time.ts";
import type { RunnerWorld } from "./runner-world.ts";
import { SmallMap } from "./small-map.ts";
import type { Effect, ExecutionEvent, ScheduleTask } from "./types.ts";

/** What the world does for an execution. Map runs are executions, and not its business. */
export type WorldEffect = Extract<
  Effect,
  { readonly kind: "scheduleTask" | "cancelTask" | "startTimer" | "cancelTimer" }
>;

/** Does the tasks of executions; `key` says of which. */
export interface TaskPerformer {
  performTask(key: string, task: ScheduleTask, worker: TaskWorker): Promise<Json>;
}

/** An execution in memory with its tasks and timers, which are made when they are needed: most that are parked have one. */
export class RunnerExecution implements TaskPlace {
  /** Its ARN; nothing for the execution that was asked for. */
  readonly key: string;
  readonly run: Run;
  readonly #world: RunnerWorld;
  readonly #performer: TaskPerformer;
  #timers: SmallMap<Timer> | undefined;
  #tasks: SmallMap<RunningTask> | undefined;

  constructor(key: string, run: Run, world: RunnerWorld, performer: TaskPerformer) {
    this.key = key;
    this.run = run;
    this.#world = world;
    this.#performer = performer;
  }

  deliver(event: ExecutionEvent): void {
    this.#world.post(this, event);
    this.#world.proceedSoon();
  }

  get time(): RunnerTime {
    return this.#world.time;
  }

  working(change: 1 | -1): void {
    this.#world.working(change);
  }

  asleep(): void {
    this.#world.proceedSoon();
  }

  ended(taskId: string, event: ExecutionEvent): void {
    this.#tasks?.delete(taskId);
    this.#world.post(this, event);
    // Nothing of the task is running any more.
    this.#world.proceed();
  }

  timerFired(timerId: string): void {
    this.#timers?.delete(timerId);
    this.deliver({ type: "TimerFired", at: this.time.now(), timerId });
  }

  perform(effect: WorldEffect): void {
    switch (effect.kind) {
      case "scheduleTask":
        this.#startTask(effect);
        return;
      case "cancelTask":
        this.#tasks?.get(effect.taskId)?.cancel();
        this.#tasks?.delete(effect.taskId);
        return;
      case "startTimer":
        this.#startTimer(effect.timerId, effect.dueAt);
        return;
      default:
        this.#cancelTimer(effect.timerId);
    }
  }

  /** The execution is over. */
  leave(): void {
    if (this.#timers !== undefined) for (const timer of this.#timers.values()) this.time.cancel(timer);
    if (this.#tasks !== undefined) for (const task of this.#tasks.values()) task.cancel();
    this.#timers = undefined;
    this.#tasks = undefined;
  }

  #startTask(effect: ScheduleTask): void {
    const task = new RunningTask(effect, this);
    this.#tasks ??= new SmallMap();
    this.#tasks.set(effect.taskId, task);
    try {
      task.follow(this.#performer.performTask(this.key, effect, task));
    } catch (error) {
      task.follow(Promise.reject(error));
    }
  }

  #startTimer(timerId: string, dueAt: number): void {
    const timer = new ExecutionTimer(dueAt, timerId, this);
    this.#timers ??= new SmallMap();
    this.#timers.set(timerId, timer);
    this.time.start(timer);
  }

  #cancelTimer(timerId: string): void {
    const timer = this.#timers?.get(timerId);
    if (timer === undefined) return;
    this.#timers?.delete(timerId);
    this.time.cancel(timer);
  }
}

class ExecutionTimer extends Timer {
  readonly #timerId: string;
  readonly #execution: RunnerExecution;

  constructor(dueAt: number, timerId: string, execution: RunnerExecution) {
    super(dueAt);
    this.#timerId = timerId;
    this.#execution = execution;
  }

  fire(): void {
    this.#execution.timerFired(this.#timerId);
  }
}
