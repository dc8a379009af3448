import type { Json } from "#asl";
import { TaskFailure } from "./task-failure.ts";
import type { Effect, ExecutionEvent, ExecutionResult, ScheduleTask } from "./types.ts";

// The world outside of the core, in memory: tasks that run, timers that are due, and a queue of what happened.

/** Real time as the runner needs it; `src/local`'s Clock is one. */
export interface RunnerClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `callback` once at or after `dueAt`; returns the cancel function. */
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

/** Does one task attempt. Throws `TaskFailure` to fail it by name; anything else thrown fails it with the error's own name. */
export type PerformTask = (task: ScheduleTask, signal: AbortSignal) => Promise<Json>;

export interface RunnerWorld {
  readonly now: () => number;
  readonly perform: (effect: Exclude<Effect, ExecutionResult>) => void;
  readonly deliver: (event: ExecutionEvent) => void;
  readonly nextEvent: () => Promise<ExecutionEvent>;
  /** Stops what is still under way. */
  readonly close: () => void;
}

/** Time that stands still while a task runs, and jumps to the next timer when none does. */
export function createVirtualWorld(options: {
  readonly performTask: PerformTask;
  readonly startAt: number;
}): RunnerWorld {
  let now = options.startAt;
  const timers = new Map<string, number>();
  const inbox = createInbox();
  const tasks = createTasks(options.performTask, inbox.deliver, () => now);

  const jump = (): ExecutionEvent => {
    const [next] = [...timers].toSorted(([, dueAt], [, other]) => dueAt - other);
    if (next === undefined) throw new Error("the execution waits for nothing: this is a bug in the interpreter");
    const [timerId, dueAt] = next;
    timers.delete(timerId);
    now = Math.max(now, dueAt);
    return { type: "TimerFired", at: now, timerId };
  };

  return {
    now: () => now,
    perform: (effect) => {
      if (effect.kind === "startTimer") timers.set(effect.timerId, effect.dueAt);
      else if (effect.kind === "cancelTimer") timers.delete(effect.timerId);
      else tasks.perform(effect);
    },
    deliver: inbox.deliver,
    nextEvent: async () => (inbox.isEmpty() && tasks.count() === 0 ? jump() : await inbox.take()),
    close: tasks.close,
  };
}

/** Time as a clock tells it. */
export function createRealWorld(options: {
  readonly performTask: PerformTask;
  readonly clock: RunnerClock;
}): RunnerWorld {
  const { clock } = options;
  const timers = new Map<string, () => void>();
  const inbox = createInbox();
  const tasks = createTasks(options.performTask, inbox.deliver, clock.now);

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
    nextEvent: inbox.take,
    close: () => {
      tasks.close();
      for (const timerId of timers.keys()) cancel(timerId);
    },
  };
}

function createInbox() {
  const events: ExecutionEvent[] = [];
  let wake: (() => void) | undefined;
  return {
    isEmpty: () => events.length === 0,
    deliver: (event: ExecutionEvent): void => {
      events.push(event);
      wake?.();
    },
    take: async (): Promise<ExecutionEvent> => {
      for (;;) {
        const event = events.shift();
        if (event !== undefined) return event;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function createTasks(performTask: PerformTask, deliver: (event: ExecutionEvent) => void, now: () => number) {
  const running = new Map<string, AbortController>();

  const run = async (task: ScheduleTask, signal: AbortSignal): Promise<void> => {
    const { taskId } = task;
    const event = await attempt(() => performTask(task, signal));
    // A cancelled task has no say any more.
    if (!running.delete(taskId)) return;
    deliver({ ...event, taskId, at: now() });
  };

  return {
    count: () => running.size,
    perform: (effect: Extract<Effect, { readonly kind: "scheduleTask" | "cancelTask" }>): void => {
      if (effect.kind === "scheduleTask") {
        const controller = new AbortController();
        running.set(effect.taskId, controller);
        void run(effect, controller.signal);
        return;
      }
      running.get(effect.taskId)?.abort();
      running.delete(effect.taskId);
    },
    close: (): void => {
      for (const controller of running.values()) controller.abort();
      running.clear();
    },
  };
}

type TaskOutcome =
  | { readonly type: "TaskSucceeded"; readonly output: Json }
  | { readonly type: "TaskFailed"; readonly error: string; readonly cause: string };

async function attempt(perform: () => Promise<Json>): Promise<TaskOutcome> {
  try {
    // Through JSON, as between AWS's services: what the task keeps cannot change behind the execution's back.
    return { type: "TaskSucceeded", output: JSON.parse(JSON.stringify((await perform()) ?? null)) };
  } catch (error) {
    return { type: "TaskFailed", ...failureOf(error) };
  }
}

/** What thrown things look like in Lambda's words. */
function failureOf(thrown: unknown): { readonly error: string; readonly cause: string } {
  if (thrown instanceof TaskFailure) return { error: thrown.error, cause: thrown.cause };
  const [name, message] = thrown instanceof Error ? [thrown.name, thrown.message] : ["Error", String(thrown)];
  return { error: name, cause: JSON.stringify({ errorType: name, errorMessage: message }) };
}
