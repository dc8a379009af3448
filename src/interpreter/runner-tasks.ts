import type { Json } from "#asl";
import { TaskFailure } from "./task-failure.ts";
import type { Effect, ErrorAndCause, ExecutionEvent, ScheduleTask } from "./types.ts";

/** Does one task attempt. Throws `TaskFailure` to fail it by name; anything else thrown fails it with the error's own name. */
export type PerformTask = (task: ScheduleTask, signal: AbortSignal, worker: TaskWorker) => Promise<Json>;

/** What else a task may do while it runs. */
export interface TaskWorker {
  /** Of a task that goes on after the call (`.sync`, `.waitForTaskToken`): the service took it, and answered this. */
  readonly submitted: (output: Json) => void;
  /** Says that the task is alive. */
  readonly heartbeat: () => void;
  /** Lets the execution's time pass, as nothing else a task does; for ever, if told so. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
}

export interface RunnerTasksOptions {
  readonly performTask: PerformTask;
  readonly deliver: (event: ExecutionEvent) => void;
  readonly now: () => number;
  readonly at: (dueAt: number, callback: () => void) => () => void;
}

export interface RunnerTasks {
  /** How many tasks work: those that sleep do not. */
  readonly working: () => number;
  readonly perform: (effect: Extract<Effect, { readonly kind: "scheduleTask" | "cancelTask" }>) => void;
  readonly close: () => void;
}

interface Running {
  readonly controller: AbortController;
  sleeping: boolean;
  isSubmitted: boolean;
}

/** The tasks of one execution that are under way. */
export function createRunnerTasks({ performTask, deliver, now, at }: RunnerTasksOptions): RunnerTasks {
  const tasks = new Map<string, Running>();

  const workerOf = (taskId: string, running: Running): TaskWorker => ({
    now,
    submitted(output) {
      running.isSubmitted = true;
      if (tasks.has(taskId)) deliver({ type: "TaskSubmitted", at: now(), taskId, output });
    },
    heartbeat() {
      if (tasks.has(taskId)) deliver({ type: "TaskHeartbeat", at: now(), taskId });
    },
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        running.sleeping = true;
        const cancel = at(now() + milliseconds, () => {
          running.sleeping = false;
          resolve();
        });
        running.controller.signal.addEventListener("abort", cancel, { once: true });
      }),
  });

  const run = async (task: ScheduleTask, running: Running): Promise<void> => {
    const { taskId } = task;
    const outcome = await taskOutcome(() => performTask(task, running.controller.signal, workerOf(taskId, running)));
    // A cancelled task has no say any more.
    if (!tasks.delete(taskId)) return;
    const isRefused = outcome.type === "TaskFailed" && task.taskToken !== undefined && !running.isSubmitted;
    deliver({ ...outcome, ...(isRefused ? { type: "TaskSubmitFailed" } : {}), taskId, at: now() } as ExecutionEvent);
  };

  return {
    working: () => [...tasks.values()].filter(({ sleeping }) => !sleeping).length,
    perform(effect) {
      if (effect.kind === "scheduleTask") {
        const running = { controller: new AbortController(), sleeping: false, isSubmitted: false };
        tasks.set(effect.taskId, running);
        void run(effect, running);
        return;
      }
      tasks.get(effect.taskId)?.controller.abort();
      tasks.delete(effect.taskId);
    },
    close() {
      for (const { controller } of tasks.values()) controller.abort();
      tasks.clear();
    },
  };
}

export type TaskOutcome =
  | { readonly type: "TaskSucceeded"; readonly output: Json }
  | ({ readonly type: "TaskFailed" } & ErrorAndCause);

/** What came of a task attempt, in Lambda's words where it threw. */
export async function taskOutcome(perform: () => Promise<Json>): Promise<TaskOutcome> {
  try {
    // Through JSON, as between AWS's services: what the task keeps cannot change behind the execution's back.
    return { type: "TaskSucceeded", output: JSON.parse(JSON.stringify((await perform()) ?? null)) };
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
