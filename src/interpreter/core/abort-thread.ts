import { newEvent } from "./recorded-event.ts";
import { addEffect, currentOf, recordAfter, removeThread, stateNamed, threadOf } from "./run.ts";
import type { Run } from "./run.ts";
import type { Activity, TaskActivity } from "./snapshot.ts";

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
    if (current.activity?.kind === "mapRun") recordAfter(run, becauseOfEventId, newEvent("MapRunAborted"));
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
  const current = currentOf(run, threadId);
  const { activity } = current;
  if (activity === undefined) return;
  abortBranches(run, activity, threadOf(run, threadId).lastEventId);
  if (activity.kind === "branches") dropQueued(run, threadId);
  cancelActivity(run, activity);
  current.activity = undefined;
}

/** Iterations that were about to begin do not, whatever the thread does next. */
function dropQueued({ queue }: Run, threadId: string): void {
  const kept = queue.filter((work) => work.threadId !== threadId);
  queue.splice(0, queue.length, ...kept);
}

/** Iterations of a Map have an event of their own; branches of a Parallel have none. */
function recordIterationAborted(run: Run, threadId: string, becauseOfEventId: number): void {
  const { index, parentId } = threadOf(run, threadId);
  const parent = parentId === undefined ? undefined : threadOf(run, parentId).current;
  if (parent === undefined || stateNamed(run, parent.name).Type !== "Map") return;
  recordAfter(run, becauseOfEventId, newEvent("MapIterationAborted", index, parent.name));
}

/** Choice, Pass, Succeed and Fail are never under way; they have no such event. */
export function recordStateAborted(run: Run, stateName: string, becauseOfEventId: number): void {
  const { Type: type } = stateNamed(run, stateName);
  if (type !== "Task" && type !== "Wait" && type !== "Parallel" && type !== "Map") return;
  recordAfter(run, becauseOfEventId, newEvent(`${type}StateAborted`));
}

/** Withdraws what a state was waiting for. */
export function cancelActivity(run: Run, activity: Activity): void {
  switch (activity.kind) {
    case "task":
      addEffect(run, { kind: "cancelTask", taskId: activity.taskId });
      cancelTaskTimers(run, activity);
      return;
    case "wait":
    case "retry":
      addEffect(run, { kind: "cancelTimer", timerId: activity.timerId });
      return;
    case "mapRun":
      if (activity.taskId !== undefined) addEffect(run, { kind: "cancelTask", taskId: activity.taskId });
      addEffect(run, { kind: "stopMapRun", mapRunId: activity.mapRunId });
      return;
    case "branches":
  }
}

/** Withdraws the timers that run beside a task. */
export function cancelTaskTimers(run: Run, activity: TaskActivity): void {
  const { timeoutTimerId, heartbeat } = activity;
  if (timeoutTimerId !== undefined) addEffect(run, { kind: "cancelTimer", timerId: timeoutTimerId });
  if (heartbeat !== undefined) addEffect(run, { kind: "cancelTimer", timerId: heartbeat.timerId });
}
