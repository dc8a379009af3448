import { beginRun } from "./core/run.ts";
import type { Run } from "./core/run.ts";
import { firstSnapshot } from "./core/start-execution.ts";
import type { Machine } from "./load/machine.ts";
import { RunnerTasks } from "./runner-tasks.ts";
import type { PerformTask, TaskPlace } from "./runner-tasks.ts";
import type { RunnerTime } from "./runner-time.ts";
import type { Effect, ExecutionEvent } from "./types.ts";

/** An event and the execution that it is for. */
export interface Mail {
  readonly to: RunnerExecution;
  readonly event: ExecutionEvent;
}

/** What an execution in memory and its child executions share: time, and what happened and was not taken up yet. */
export class RunnerWorld {
  readonly time: RunnerTime;
  readonly #mails: Mail[] = [];
  #workingTasks = 0;
  #wake: (() => void) | undefined;

  constructor(time: RunnerTime) {
    this.time = time;
  }

  deliver(mail: Mail): void {
    this.#mails.push(mail);
    this.#wake?.();
  }

  /** One task more or less works. Time stands still while one does; where it is virtual, it jumps otherwise. */
  working(change: 1 | -1): void {
    this.#workingTasks += change;
    this.#wake?.();
  }

  /** What happens next; undefined where nothing did yet. */
  nextMail(): Mail | undefined {
    if (this.#mails.length === 0 && this.#workingTasks === 0) this.time.jump();
    return this.#mails.shift();
  }

  /** Resolves when there may be mail, or time may pass. */
  waken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** What the world does for an execution. Map runs are executions, and not its business. */
export type WorldEffect = Extract<
  Effect,
  { readonly kind: "scheduleTask" | "cancelTask" | "startTimer" | "cancelTimer" }
>;

/** An execution in memory with its tasks and timers, which are made when they are needed: most that are parked have one. */
export class RunnerExecution implements TaskPlace {
  /** Its ARN; nothing for the execution that was asked for. */
  readonly key: string;
  readonly run: Run;
  readonly #world: RunnerWorld;
  readonly #performTask: PerformTask;
  #timers: Map<string, () => void> | undefined;
  #tasks: RunnerTasks | undefined;

  constructor(
    key: string,
    machine: Machine,
    {
      started,
      world,
      performTask,
    }: {
      readonly started: Extract<ExecutionEvent, { readonly type: "ExecutionStarted" }>;
      readonly world: RunnerWorld;
      readonly performTask: PerformTask;
    },
  ) {
    this.key = key;
    this.run = beginRun(machine, firstSnapshot(started));
    this.#world = world;
    this.#performTask = performTask;
    this.deliver(started);
  }

  deliver(event: ExecutionEvent): void {
    this.#world.deliver({ to: this, event });
  }

  get time(): RunnerTime {
    return this.#world.time;
  }

  working(change: 1 | -1): void {
    this.#world.working(change);
  }

  perform(effect: WorldEffect): void {
    switch (effect.kind) {
      case "scheduleTask":
        this.#tasks ??= new RunnerTasks(this.#performTask, this);
        this.#tasks.start(effect);
        return;
      case "cancelTask":
        this.#tasks?.cancel(effect.taskId);
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
    for (const timerId of this.#timers?.keys() ?? []) this.#cancelTimer(timerId);
    this.#tasks?.close();
  }

  #startTimer(timerId: string, dueAt: number): void {
    const { time } = this;
    const fire = (): void => this.deliver({ type: "TimerFired", at: time.now(), timerId });
    this.#timers ??= new Map();
    this.#timers.set(timerId, time.at(dueAt, fire));
  }

  #cancelTimer(timerId: string): void {
    this.#timers?.get(timerId)?.();
    this.#timers?.delete(timerId);
  }
}
