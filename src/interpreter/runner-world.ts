import { createInbox } from "./runner-inbox.ts";
import type { Inbox } from "./runner-inbox.ts";
import { createRunnerTasks } from "./runner-tasks.ts";
import type { PerformTask, RunnerTasks } from "./runner-tasks.ts";
import type { Effect, ExecutionEvent } from "./types.ts";

// The world outside of the core, in memory: tasks that run, timers that are due, and a queue of what happened.

/** Real time as the runner needs it; `src/local`'s Clock is one. */
export interface RunnerClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `callback` once at or after `dueAt`; returns the cancel function. */
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

/** An event and the execution that it is for. */
export interface Mail {
  readonly to: string;
  readonly event: ExecutionEvent;
}

/** The world of an execution and its child executions, which share its time. */
export interface RunnerWorld {
  readonly now: () => number;
  /** Makes room for an execution, known by a key. */
  readonly enter: (key: string) => ExecutionWorld;
  readonly nextMail: () => Promise<Mail>;
  /** Stops what is still under way. */
  readonly close: () => void;
}

/** What one execution does in the world. Map runs are executions, and not its business. */
export interface ExecutionWorld {
  readonly perform: (effect: WorldEffect) => void;
  readonly deliver: (event: ExecutionEvent) => void;
  /** The execution is over. */
  readonly leave: () => void;
}

export type WorldEffect = Extract<
  Effect,
  { readonly kind: "scheduleTask" | "cancelTask" | "startTimer" | "cancelTimer" }
>;

/** Does one task attempt of the execution with the key `of`. */
export type PerformTaskOf = (of: string) => PerformTask;

/** Time that stands still while a task works, and jumps to the next timer when none does. */
export function createVirtualWorld(options: {
  readonly performTask: PerformTaskOf;
  readonly startAt: number;
}): RunnerWorld {
  let now = options.startAt;
  const timers = new Set<VirtualTimer>();
  const inbox = createInbox<Mail>();
  const inside = new Set<RunnerTasks>();

  const at = (dueAt: number, fire: () => void): (() => void) => {
    const timer = { dueAt, fire };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const jump = (): void => {
    const [next] = [...timers].toSorted((left, right) => left.dueAt - right.dueAt);
    if (next === undefined || next.dueAt === Number.POSITIVE_INFINITY) {
      throw new Error("the execution waits for something that never comes");
    }
    timers.delete(next);
    now = Math.max(now, next.dueAt);
    next.fire();
  };

  return {
    now: () => now,
    enter: enterWorld({
      performTask: options.performTask,
      inbox,
      inside,
      now: () => now,
      at,
      sleep(dueAt, callback) {
        const cancel = at(dueAt, callback);
        // The task does not work any more: time may pass.
        inbox.touch();
        return cancel;
      },
    }),
    async nextMail() {
      for (;;) {
        const mail = inbox.shift();
        if (mail !== undefined) return mail;
        if ([...inside].some((tasks) => tasks.working() > 0)) await inbox.touched();
        else jump();
      }
    },
    close() {
      for (const tasks of inside) tasks.close();
    },
  };
}

interface VirtualTimer {
  readonly dueAt: number;
  readonly fire: () => void;
}

/** Time as a clock tells it. */
export function createRealWorld(options: {
  readonly performTask: PerformTaskOf;
  readonly clock: RunnerClock;
}): RunnerWorld {
  const { clock, performTask } = options;
  const inbox = createInbox<Mail>();
  const inside = new Set<RunnerTasks>();
  const armed = new Set<() => void>();
  const at: RunnerClock["at"] = (dueAt, callback) => {
    const stop = clock.at(dueAt, () => {
      armed.delete(cancel);
      callback();
    });
    const cancel = (): void => {
      armed.delete(cancel);
      stop();
    };
    armed.add(cancel);
    return cancel;
  };
  const sleep: RunnerClock["at"] = (dueAt, callback) =>
    dueAt === Number.POSITIVE_INFINITY ? () => undefined : at(dueAt, callback);

  return {
    now: clock.now,
    enter: enterWorld({ performTask, inbox, inside, now: clock.now, at, sleep }),
    nextMail: inbox.next,
    close() {
      for (const tasks of inside) tasks.close();
      for (const cancel of armed) cancel();
    },
  };
}

interface WorldParts {
  readonly performTask: PerformTaskOf;
  readonly inbox: Inbox<Mail>;
  /** The tasks of the executions that are not over. */
  readonly inside: Set<RunnerTasks>;
  readonly now: () => number;
  readonly at: RunnerClock["at"];
  /** A timer of a task, which does not work meanwhile. */
  readonly sleep: RunnerClock["at"];
}

/** What both kinds of time have in common: tasks and timers of one execution. */
function enterWorld({ performTask, inbox, inside, now, at, sleep }: WorldParts): RunnerWorld["enter"] {
  return (key) => {
    // Both are made when they are needed: an execution that is parked has little more than its snapshot.
    let timers: Map<string, () => void> | undefined;
    let tasks: RunnerTasks | undefined;
    const deliver = (event: ExecutionEvent): void => inbox.deliver({ to: key, event });
    const makeTasks = (): RunnerTasks => {
      const made = createRunnerTasks({ performTask: performTask(key), deliver, now, at: sleep });
      inside.add(made);
      return made;
    };
    const cancel = (timerId: string): void => {
      timers?.get(timerId)?.();
      timers?.delete(timerId);
    };
    return {
      deliver,
      perform(effect) {
        if (effect.kind === "startTimer") {
          const { timerId, dueAt } = effect;
          timers ??= new Map();
          timers.set(
            timerId,
            at(dueAt, () => deliver({ type: "TimerFired", at: now(), timerId })),
          );
        } else if (effect.kind === "cancelTimer") cancel(effect.timerId);
        else (tasks ??= makeTasks()).perform(effect);
      },
      leave() {
        for (const timerId of timers?.keys() ?? []) cancel(timerId);
        if (tasks === undefined) return;
        tasks.close();
        inside.delete(tasks);
      },
    };
  };
}
