import type { HistoryEventType } from "#asl";
import { currentOf, recordAfter, removeThread, stateNamed, threadOf, updateCurrent } from "./run.ts";
import type { Run } from "./run.ts";
import type { Activity } from "./snapshot.ts";

/**
 * Stops a thread and everything inside it: timers and tasks are cancelled, states under way are written as aborted.
 *
 * AWS hangs all these events on the one that caused the abort.
 */
function abortThread(run: Run, threadId: string, becauseOfEventId: number): void {
  recordIterationAborted(run, threadId, becauseOfEventId);
  const { current } = threadOf(run, threadId);
  if (current !== undefined) {
    abortBranches(run, current.activity, becauseOfEventId);
    if (current.activity?.kind === "mapRun") recordAfter(run, becauseOfEventId, "MapRunAborted");
    if (current.activity !== undefined) cancelActivity(run, current.activity);
    recordStateAborted(run, current.name, becauseOfEventId);
  }
  removeThread(run, threadId);
}

function abortBranches(run: Run, activity: Activity | undefined, becauseOfEventId: number): void {
  if (activity?.kind !== "branches") return;
  for (const child of activity.children) abortThread(run, child, becauseOfEventId);
}

/** Ends whatever the current state of a thread that failed still has under way. */
export function abortActivity(run: Run, threadId: string): void {
  const { activity } = currentOf(run, threadId);
  if (activity === undefined) return;
  abortBranches(run, activity, threadOf(run, threadId).lastEventId);
  cancelActivity(run, activity);
  updateCurrent(run, threadId, { activity: undefined });
}

/** Iterations of a Map have an event of their own; branches of a Parallel have none. */
function recordIterationAborted(run: Run, threadId: string, becauseOfEventId: number): void {
  const { index, parentId } = threadOf(run, threadId);
  const parent = parentId === undefined ? undefined : threadOf(run, parentId).current;
  if (parent === undefined || stateNamed(run, parent.name).Type !== "Map") return;
  recordAfter(run, becauseOfEventId, "MapIterationAborted", {
    more: { mapIterationAbortedEventDetails: { name: parent.name, index } },
  });
}

/** Choice, Pass, Succeed and Fail are never under way; they have no such event. */
export function recordStateAborted(run: Run, stateName: string, becauseOfEventId: number): void {
  const { Type: type } = stateNamed(run, stateName);
  if (type !== "Task" && type !== "Wait" && type !== "Parallel" && type !== "Map") return;
  const event: HistoryEventType = `${type}StateAborted`;
  recordAfter(run, becauseOfEventId, event);
}

/** Withdraws what a state was waiting for. */
export function cancelActivity(run: Run, activity: Activity): void {
  switch (activity.kind) {
    case "task":
      run.effects.push({ kind: "cancelTask", taskId: activity.taskId });
      for (const timerId of taskTimers(activity)) run.effects.push({ kind: "cancelTimer", timerId });
      return;
    case "wait":
    case "retry":
      run.effects.push({ kind: "cancelTimer", timerId: activity.timerId });
      return;
    case "mapRun":
      if (activity.taskId !== undefined) run.effects.push({ kind: "cancelTask", taskId: activity.taskId });
      run.effects.push({ kind: "stopMapRun", mapRunId: activity.mapRunId });
      return;
    case "branches":
  }
}

/** Timers that run beside a task. */
export function taskTimers(activity: Extract<Activity, { readonly kind: "task" }>): readonly string[] {
  return [activity.timeoutTimerId, activity.heartbeat?.timerId].filter((timerId) => timerId !== undefined);
}
