import { errorNames } from "#asl";
import type { ExecutionEvent } from "#interpreter";
import type { Clock } from "../clock.ts";
import { createWaiters } from "../waiters.ts";
import type { ActivityStore, WaitingTask } from "./activity-store.ts";
import type { ExecutionRow } from "./execution-row.ts";
import type { ExecutionStore } from "./execution-store.ts";
import type { PendingTask } from "./pending-task.ts";

// An activity's task waits in the store until a worker polls for it. What a worker is given has ActivityStarted in its
// history, committed before the worker knows of it; what it answers comes back by the token.

/** API reference, GetActivityTask: "The maximum time the service holds on to the request before responding is 60 seconds." */
const longestPollMs = 60_000;

export interface ActivityTasks {
  /** Tells the workers that poll of a task; or the execution, that there is no such activity. */
  readonly announce: (execution: ExecutionRow, task: PendingTask) => void;
  /** Waits for a task of an activity and gives it to a worker; undefined if none came. */
  readonly take: (activityArn: string, worker: Worker) => Promise<WaitingTask | undefined>;
  /** Those who poll get no more. */
  readonly close: () => void;
}

export interface Worker {
  readonly name?: string | undefined;
  /** Is aborted when the worker went away. */
  readonly signal?: AbortSignal | undefined;
}

export interface ActivityTasksOptions {
  readonly clock: Clock;
  readonly activities: ActivityStore;
  readonly store: ExecutionStore;
  readonly report: (executionId: number, event: ExecutionEvent) => void;
  /** Resolves once the event is committed. */
  readonly answer: (executionId: number, event: ExecutionEvent) => Promise<void>;
}

export function createActivityTasks({ clock, activities, store, report, answer }: ActivityTasksOptions): ActivityTasks {
  const waiters = createWaiters(clock);
  // Given to a worker, and not committed yet.
  const taken = new Set<string>();

  const give = async ({ token, executionId, task }: WaitingTask, name: string | undefined): Promise<boolean> => {
    taken.add(token);
    try {
      const workerName = name === undefined ? {} : { workerName: name };
      await answer(executionId, { type: "TaskStarted", at: clock.now(), taskId: task.taskId, ...workerName });
    } finally {
      taken.delete(token);
    }
    // The execution may have ended, or not have waited for it any more.
    return store.taskOfToken(token) !== undefined;
  };

  return {
    announce(execution, { taskId, taskToken = "", resource }) {
      if (!activities.waitsInVain(taskToken)) return waiters.wake(resource);
      // "Internal Error" was seen on AWS; what is meant stands beside it.
      const cause = `Internal Error (Activity Does Not Exist: '${resource}')`;
      report(execution.id, { type: "TaskFailed", at: clock.now(), taskId, error: errorNames.runtime, cause });
    },
    async take(activityArn, { name, signal }) {
      const deadline = clock.now() + longestPollMs;
      for (;;) {
        if (waiters.isClosed() || signal?.aborted === true) return undefined;
        const next = activities.waitingFor(activityArn, taken.size + 1).find(({ token }) => !taken.has(token));
        if (next === undefined) {
          if (clock.now() >= deadline || activities.find(activityArn) === undefined) return undefined;
          await waiters.wait(activityArn, deadline, signal);
        } else if (await give(next, name)) {
          return next;
        }
      }
    },
    close: waiters.close,
  };
}
