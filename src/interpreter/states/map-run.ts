import { errorNames } from "#asl";
import type { Json, MapState } from "#asl";
import { isList } from "../is-list.ts";
import { freshUuid } from "../core/fresh-uuid.ts";
import { settleWork } from "../core/redo-work.ts";
import { selectItem } from "../core/select-item.ts";
import { keepMapRun } from "../core/keep-unfinished.ts";
import { leaveState } from "../core/leave-state.ts";
import { waiting } from "../core/progress.ts";
import type { Progress } from "../core/progress.ts";
import { detailedEvent, newEvent } from "../core/recorded-event.ts";
import { addEffect, currentOf, freshId, record, recordAfter, stateNamed, threadOf } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import type { MapRunActivity } from "../core/snapshot.ts";
import { StateFailure } from "../core/state-failure.ts";
import type { Work } from "../core/work.ts";
import { batchItems } from "../map-run/batch-items.ts";

// What becomes of a map run once it has begun: its items are there, its children ended, its results are written.

interface ErrorAndCause {
  readonly error: string;
  readonly cause: string;
}

export function isMapRun(run: Run, threadId: string): boolean {
  return currentOf(run, threadId).activity?.kind === "mapRun";
}

function activityOf(run: Run, threadId: string): MapRunActivity {
  const { activity } = currentOf(run, threadId);
  if (activity?.kind !== "mapRun") throw new Error("no map run under way: this is a bug in the interpreter");
  return activity;
}

/** Makes starting the children the thread's next work. */
export function childrenToStart(run: Run, threadId: string, items: readonly Json[]): Progress {
  run.queue.unshift({ kind: "startChildren", threadId, items, selected: [] });
  return waiting;
}

/** Has the runner start a child execution for each item or batch of items. */
export function startChildren(
  run: Run,
  threadId: string,
  { items, selected: made }: Extract<Work, { readonly kind: "startChildren" }>,
): Progress {
  const { name } = currentOf(run, threadId);
  const state = stateNamed(run, name) as MapState;
  const config = state.ItemProcessor.ProcessorConfig;
  const { mapRunId, mapRunArn, label, settings } = activityOf(run, threadId);
  const selected = selectItems(run, threadId, state, { items, made });
  const children = batchItems(selected, settings.batcher).map((child) => ({ name: freshUuid(run), ...child }));
  addEffect(run, {
    kind: "startMapRun",
    mapRunId,
    mapRunArn,
    stateName: name,
    label,
    executionType: config?.Mode === "DISTRIBUTED" ? config.ExecutionType : "STANDARD",
    children,
    maxConcurrency: settings.maxConcurrency,
    tolerated: settings.tolerated,
  });
  currentOf(run, threadId).activity = { ...activityOf(run, threadId), hasChildren: true };
  return waiting;
}

/** Goes on after those that are made: there may be many, and an item that needs the reference must not undo them all. */
function selectItems(
  run: Run,
  threadId: string,
  state: MapState,
  { items, made }: { readonly items: readonly Json[]; readonly made: Json[] },
): readonly Json[] {
  if (state.ItemSelector === undefined) return items;
  for (let index = made.length; index < items.length; index++) {
    made.push(selectItem(run, threadId, state, { index, value: items[index]! }));
    settleWork(run);
  }
  return made;
}

// AWS: "You haven't exceeded the hard limit of 1000 redrives of a given Map Run"; beyond it, "you'll receive the States.Runtime
// error".
const mostRedrives = 1_000;

/** Has the runner redrive or start anew what did not succeed among the children. */
export function redriveMapRun(run: Run, threadId: string): Progress {
  const { mapRunId, mapRunArn, label, settings, redriveCount: before = 0 } = activityOf(run, threadId);
  const redriveCount = before + 1;
  if (redriveCount > mostRedrives) {
    throw new StateFailure(errorNames.runtime, `The Map Run was redriven ${mostRedrives} times: ${mapRunArn}`);
  }
  record(run, threadId, detailedEvent("MapRunRedriven", { mapRunRedrivenEventDetails: { mapRunArn, redriveCount } }));
  const activity = { kind: "mapRun", mapRunId, mapRunArn, label, settings, hasChildren: true, redriveCount } as const;
  currentOf(run, threadId).activity = activity;
  addEffect(run, { kind: "redriveMapRun", mapRunId });
  return waiting;
}

/** The task that read the items, or wrote the results, has done so. */
export function succeedMapRunTask(run: Run, threadId: string, output: Json): Progress {
  const { ended, ...activity } = activityOf(run, threadId);
  currentOf(run, threadId).activity = { ...activity, ended, taskId: undefined };
  if (ended !== undefined)
    return ended.failure === undefined ? succeed(run, threadId, output) : fail(run, threadId, ended.failure);
  if (isList(output)) return childrenToStart(run, threadId, output);
  return fail(run, threadId, { error: errorNames.itemReaderFailed, cause: "The item reader gave no array." });
}

export function failMapRunTask(run: Run, threadId: string, cause: string): never {
  const isWriting = activityOf(run, threadId).ended !== undefined;
  return fail(run, threadId, { error: isWriting ? errorNames.resultWriterFailed : errorNames.itemReaderFailed, cause });
}

/** All children are over; with a result writer, what they gave is written first, also where too many failed. */
export function endMapRun(
  run: Run,
  threadId: string,
  { results = [], failure }: { readonly results?: readonly Json[]; readonly failure?: ErrorAndCause },
): Progress {
  const activity = activityOf(run, threadId);
  const { mapRunId, mapRunArn, settings } = activity;
  if (settings.writer === undefined) {
    return failure === undefined ? succeed(run, threadId, results) : fail(run, threadId, failure);
  }
  const taskId = freshId(run, "task");
  const kept = failure && { error: failure.error, cause: failure.cause };
  const current = currentOf(run, threadId);
  current.activity = { ...activity, taskId, ended: { failure: kept } };
  const { name: stateName } = current;
  const { format, isExported, ...place } = settings.writer;
  const resultWriter = { mapRunId, mapRunArn, format, isExported };
  addEffect(run, { kind: "scheduleTask", taskId, stateName, attempt: 0, ...place, resultWriter });
  return waiting;
}

function succeed(run: Run, threadId: string, result: Json): Progress {
  const current = currentOf(run, threadId);
  const state = stateNamed(run, current.name) as MapState;
  current.activity = undefined;
  // Recorded on AWS: these stand beside the thread, and the exit follows what they follow.
  const succeededEventId = recordAfter(run, threadOf(run, threadId).lastEventId, newEvent("MapRunSucceeded"));
  recordAfter(run, succeededEventId, newEvent("MapStateSucceeded"));
  return leaveState(run, threadId, state, { result, defaultOutput: result });
}

function fail(run: Run, threadId: string, { error, cause }: ErrorAndCause): never {
  keepMapRun(run, threadId, error);
  currentOf(run, threadId).activity = undefined;
  record(run, threadId, detailedEvent("MapRunFailed", { mapRunFailedEventDetails: { error, cause } }));
  throw new StateFailure(error, cause);
}
