import type { Json, MapState } from "#asl";
import { recordStateAborted } from "../core/abort-thread.ts";
import { selectItem } from "../core/select-item.ts";
import { keepBranches } from "../core/keep-unfinished.ts";
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
import type { Run, RunBranches } from "../core/run.ts";
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
  branchesOf(run, parentId).children.push(id);
  run.queue.push({ kind: "enter", threadId: id, state: startAt, input });
}

export function branchesOf(run: Run, threadId: string): RunBranches {
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
  const lastEventId = recordAfter(run, previousEventId, newEvent("MapIterationStarted", index, name));
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
  const branches = branchesOf(run, parentId);
  removeChild(branches, threadId);
  run.ownLists ??= new WeakSet();
  branches.results = withResult(branches.results, index, output, run.ownLists);
  branches.remaining -= 1;
  if (branches.items !== undefined && branches.nextIndex < branches.items.length) {
    run.queue.push({ kind: "iterate", threadId: parentId, index: branches.nextIndex, previousEventId: lastEventId });
    branches.nextIndex += 1;
  } else if (branches.remaining === 0) {
    run.queue.push({ kind: "join", threadId: parentId, results: allResults(branches.results) });
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
  keepBranches(run, parentId, failure);
  removeThread(run, threadId);
  removeChild(branchesOf(run, parentId), threadId);
  threadOf(run, parentId).lastEventId = lastEventId;
  const { errorName, causeText, isCaughtByAll } = failure;
  // Without the location: the evaluation that failed was the branch's, and was written there.
  const outer = new StateFailure(errorName, causeText, { isCaughtByAll });
  run.queue.unshift({ kind: "fail", threadId: parentId, failure: outer });
}

function removeChild({ children }: RunBranches, threadId: string): void {
  children.splice(children.indexOf(threadId), 1);
}

function recordIteration(run: Run, threadId: string, type: "MapIterationSucceeded" | "MapIterationFailed"): number {
  const { parentId, index, lastEventId } = threadOf(run, threadId);
  return recordAfter(run, lastEventId, newEvent(type, index, currentOf(run, parentId ?? "").name));
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
  currentOf(run, threadId).activity = {
    kind: "branches",
    children: [],
    results,
    remaining: count,
    items,
    nextIndex: 0,
  };
  return startedEventId;
}
