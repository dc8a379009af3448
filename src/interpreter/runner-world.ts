import { createInbox } from "./runner-inbox.ts";
import { createRunnerTasks } from "./runner-tasks.ts";
import type { PerformTask } from "./runner-tasks.ts";
import type { Effect, ExecutionEvent, ExecutionResult } from "./types.ts";

// The world outside of the core, in memory: tasks that run, timers that are due, and a queue of what happened.

/** Real time as the runner needs it; `src/local`'s Clock is one. */
export interface RunnerClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `callback` once at or after `dueAt`; returns the cancel function. */
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

export interface RunnerWorld {
  readonly now: () => number;
  readonly perform: (effect: Exclude<Effect, ExecutionResult>) => void;
  readonly deliver: (event: ExecutionEvent) => void;
  readonly nextEvent: () => Promise<ExecutionEvent>;
  /** Stops what is still under way. */
  readonly close: () => void;
}

/** Time that stands still while a task works, and jumps to the next timer when none does. */
export function createVirtualWorld(options: {
  readonly performTask: PerformTask;
  readonly startAt: number;
}): RunnerWorld {
  let now = options.startAt;
  let sleeps = 0;
  const timers = new Map<string, { readonly dueAt: number; readonly fire: () => void }>();
  const inbox = createInbox();
  const tasks = createRunnerTasks({
    performTask: options.performTask,
    deliver: inbox.deliver,
    now: () => now,
    at(dueAt, callback) {
      const key = `sleep-${(sleeps += 1)}`;
      timers.set(key, { dueAt, fire: callback });
      // The task does not work any more: time may pass.
      inbox.touch();
      return () => void timers.delete(key);
    },
  });

  const jump = (): void => {
    const [next] = [...timers].toSorted(([, { dueAt }], [, other]) => dueAt - other.dueAt);
    const isOver = next === undefined || next[1].dueAt === Number.POSITIVE_INFINITY;
    if (isOver) throw new Error("the execution waits for something that never comes");
    const [key, { dueAt, fire }] = next;
    timers.delete(key);
    now = Math.max(now, dueAt);
    fire();
  };

  return {
    now: () => now,
    perform: (effect) => {
      if (effect.kind === "startTimer") {
        const { timerId, dueAt } = effect;
        timers.set(timerId, { dueAt, fire: () => inbox.deliver({ type: "TimerFired", at: now, timerId }) });
      } else if (effect.kind === "cancelTimer") timers.delete(effect.timerId);
      else tasks.perform(effect);
    },
    deliver: inbox.deliver,
    async nextEvent() {
      for (;;) {
        const event = inbox.shift();
        if (event !== undefined) return event;
        if (tasks.working() > 0) await inbox.touched();
        else jump();
      }
    },
    close: tasks.close,
  };
}

/** Time as a clock tells it. */
export function createRealWorld(options: {
  readonly performTask: PerformTask;
  readonly clock: RunnerClock;
}): RunnerWorld {
  const { clock, performTask } = options;
  const timers = new Map<string, () => void>();
  const inbox = createInbox();
  const at: RunnerClock["at"] = (dueAt, callback) =>
    dueAt === Number.POSITIVE_INFINITY ? () => undefined : clock.at(dueAt, callback);
  const tasks = createRunnerTasks({ performTask, deliver: inbox.deliver, now: clock.now, at });

  const cancel = (timerId: string): void => {
    timers.get(timerId)?.();
    timers.delete(timerId);
  };
  const start = (timerId: string, dueAt: number): void => {
    const fire = (): void => inbox.deliver({ type: "TimerFired", at: clock.now(), timerId });
    timers.set(timerId, clock.at(dueAt, fire));
  };

  return {
    now: clock.now,
    perform: (effect) => {
      if (effect.kind === "startTimer") start(effect.timerId, effect.dueAt);
      else if (effect.kind === "cancelTimer") cancel(effect.timerId);
      else tasks.perform(effect);
    },
    deliver: inbox.deliver,
    async nextEvent() {
      for (;;) {
        const event = inbox.shift();
        if (event !== undefined) return event;
        await inbox.touched();
      }
    },
    close: () => {
      tasks.close();
      for (const timerId of timers.keys()) cancel(timerId);
    },
  };
}
