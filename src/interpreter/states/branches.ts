import type { Json, MapState } from "#asl";
import { recordStateAborted } from "../core/abort-thread.ts";
import { selectItem } from "../core/select-item.ts";
import { leaveState } from "../core/leave-state.ts";
import { allResults, emptyResults, withResult } from "../core/result-list.ts";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import { detailedEvent, newEvent } from "../core/recorded-event.ts";
import {
  addThread,
  currentOf,
  freshId,
  newThread,
  record,
  recordAfter,
  removeThread,
  stateNamed,
  threadOf,
} from "../core/run.ts";
import type { Run } from "../core/run.ts";
import type { BranchesActivity } from "../core/snapshot.ts";
import { StateFailure } from "../core/state-failure.ts";

// What Parallel and Map have in common: threads inside a state, their results joined in order.

/** Starts a thread for one branch or iteration of the current state. */
export function startBranch(
  run: Run,
  parentId: string,
  branch: {
    readonly index: number;
    readonly startAt: string;
    readonly input: Json;
    readonly lastEventId: number;
    readonly item?: { readonly value: Json };
  },
): void {
  const { index, startAt, input, lastEventId, item } = branch;
  const id = freshId(run, "thread");
  addThread(run, newThread({ id, parentId, index, item, lastEventId }));
  const activity = branchesOf(run, parentId);
  currentOf(run, parentId).activity = { ...activity, children: [...activity.children, id] };
  run.queue.push({ kind: "enter", threadId: id, state: startAt, input });
}

function branchesOf(run: Run, threadId: string): BranchesActivity {
  const { activity } = currentOf(run, threadId);
  if (activity?.kind !== "branches") throw new Error("no branches under way: this is a bug in the interpreter");
  return activity;
}

/** Starts one iteration; ItemSelector is the Map's own field, so its failure is the Map's. */
export function startIteration(
  run: Run,
  threadId: string,
  { index, previousEventId }: { readonly index: number; readonly previousEventId: number },
): Progress {
  const { name } = currentOf(run, threadId);
  const state = stateNamed(run, name) as MapState;
  const value = branchesOf(run, threadId).items?.[index] ?? null;
  let input = value;
  if (state.ItemSelector !== undefined) input = selectItem(run, threadId, state, { index, value });
  const started = detailedEvent("MapIterationStarted", { mapIterationStartedEventDetails: { name, index } });
  const lastEventId = recordAfter(run, previousEventId, started);
  startBranch(run, threadId, { index, startAt: state.ItemProcessor.StartAt, input, lastEventId, item: { value } });
  return waiting;
}

/** A branch or iteration ended well: keeps its result and starts the next iteration, or joins. */
export function endBranch(run: Run, threadId: string, output: Json): void {
  const { parentId, index, lastEventId } = threadOf(run, threadId);
  if (parentId === undefined) throw new Error("the root is no branch: this is a bug in the interpreter");
  const isMap = stateNamed(run, currentOf(run, parentId).name).Type === "Map";
  const endedEventId = isMap ? recordIteration(run, threadId, "MapIterationSucceeded") : lastEventId;
  removeThread(run, threadId);
  threadOf(run, parentId).lastEventId = endedEventId;
  const before = branchesOf(run, parentId);
  const activity: BranchesActivity = {
    ...before,
    children: before.children.filter((child) => child !== threadId),
    results: withResult(before.results, index, output),
    remaining: before.remaining - 1,
  };
  const hasNext = activity.items !== undefined && activity.nextIndex < activity.items.length;
  currentOf(run, parentId).activity = hasNext ? { ...activity, nextIndex: activity.nextIndex + 1 } : activity;
  if (hasNext) {
    run.queue.push({ kind: "iterate", threadId: parentId, index: activity.nextIndex, previousEventId: lastEventId });
  } else if (activity.remaining === 0) {
    run.queue.push({ kind: "join", threadId: parentId, results: allResults(activity.results) });
  }
}

/** A branch or iteration failed: the state around it fails at once, before anyone else goes on. */
export function failBranch(run: Run, threadId: string, failure: StateFailure): void {
  const { parentId, current, lastEventId } = threadOf(run, threadId);
  if (parentId === undefined) throw new Error("the root is no branch: this is a bug in the interpreter");
  const isMap = stateNamed(run, currentOf(run, parentId).name).Type === "Map";
  if (isMap) recordIteration(run, threadId, "MapIterationFailed");
  // Recorded on AWS: the task that failed is itself written as aborted, since it was never left.
  if (current !== undefined && stateNamed(run, current.name).Type === "Task") {
    recordStateAborted(run, current.name, lastEventId);
  }
  removeThread(run, threadId);
  const activity = branchesOf(run, parentId);
  const children = activity.children.filter((child) => child !== threadId);
  currentOf(run, parentId).activity = { ...activity, children };
  threadOf(run, parentId).lastEventId = lastEventId;
  const { errorName, causeText, isCaughtByAll } = failure;
  // Without the location: the evaluation that failed was the branch's, and was written there.
  const outer = new StateFailure(errorName, causeText, { isCaughtByAll });
  run.queue.unshift({ kind: "fail", threadId: parentId, failure: outer });
}

function recordIteration(run: Run, threadId: string, type: "MapIterationSucceeded" | "MapIterationFailed"): number {
  const { parentId, index, lastEventId } = threadOf(run, threadId);
  const details = { name: currentOf(run, parentId ?? "").name, index };
  const more =
    type === "MapIterationSucceeded"
      ? { mapIterationSucceededEventDetails: details }
      : { mapIterationFailedEventDetails: details };
  return recordAfter(run, lastEventId, detailedEvent(type, more));
}

/** All branches ended well: the state's result is theirs, in order. */
export function joinBranches(run: Run, threadId: string, results: readonly Json[]): Progress {
  const current = currentOf(run, threadId);
  const state = stateNamed(run, current.name);
  if (state.Type !== "Map" && state.Type !== "Parallel") throw new Error("not a state with branches: a bug");
  current.activity = undefined;
  // Written beside the thread: AWS lets the exit follow what this event follows.
  recordAfter(run, threadOf(run, threadId).lastEventId, newEvent(`${state.Type}StateSucceeded`));
  return leaveState(run, threadId, state, { result: results, defaultOutput: results });
}

/** Writes that the branches begin and makes the current state wait for them. */
export function beginBranches(
  run: Run,
  threadId: string,
  { count, items }: { readonly count: number; readonly items?: readonly Json[] },
): number {
  const started =
    items === undefined
      ? newEvent("ParallelStateStarted")
      : detailedEvent("MapStateStarted", { mapStateStartedEventDetails: { length: count } });
  const startedEventId = record(run, threadId, started);
  const results = emptyResults(count);
  const activity: BranchesActivity = { kind: "branches", children: [], results, remaining: count, items, nextIndex: 0 };
  currentOf(run, threadId).activity = activity;
  return startedEventId;
}
