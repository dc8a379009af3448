import type { Json } from "#asl";
import { childMachine, detailedEvent, isRedrivable, packSnapshot, recordTransition } from "#interpreter";
import type {
  Effect,
  ExecutionEvent,
  ExecutionResult,
  Machine,
  RecordedEvent,
  ScheduleTask,
  Snapshot,
  StartMapRun,
} from "#interpreter";
import type { MapRunStatus } from "./map-run-row.ts";
import { unreachable } from "../unreachable.ts";

/** Where an execution stands, before or after a step. */
export interface Position {
  /** Undefined before the first event. */
  readonly snapshot: Snapshot | undefined;
  /** Id of the last history event, 0 before the first. */
  readonly lastEventId: number;
}

/** All that some events changed in one execution: what the commit writes, and what is done after it. */
export interface Step {
  readonly position: Position;
  readonly history: readonly RecordedEvent[];
  readonly scheduledTasks: ReadonlyMap<string, ScheduleTask>;
  /** Activities that a worker took. */
  readonly startedTasks: ReadonlySet<string>;
  /** Of tasks that go on after their call: what the service answered. */
  readonly submittedTasks: ReadonlyMap<string, Json>;
  /** Tasks whose result is now in the history, and tasks that were called off. */
  readonly endedTasks: ReadonlySet<string>;
  /** Timer id → due at. */
  readonly startedTimers: ReadonlyMap<string, number>;
  readonly endedTimers: ReadonlySet<string>;
  readonly startedMapRuns: readonly StartedMapRun[];
  /** Map run id → how it ended. */
  readonly endedMapRuns: ReadonlyMap<string, MapRunStatus>;
  /** When the execution was redriven; undefined where this step does not begin with that. */
  readonly redrivenAt: number | undefined;
  readonly redrivenMapRuns: readonly string[];
  readonly result: ExecutionResult | undefined;
  /** The new snapshot as text; undefined where nothing changed, or nothing can follow. */
  readonly snapshotText: string | undefined;
}

/** A map run with the definition that its children run. */
export interface StartedMapRun {
  readonly effect: StartMapRun;
  readonly definition: string;
}

interface Changes {
  readonly history: RecordedEvent[];
  readonly scheduledTasks: Map<string, ScheduleTask>;
  readonly startedTasks: Set<string>;
  readonly submittedTasks: Map<string, Json>;
  readonly endedTasks: Set<string>;
  readonly startedTimers: Map<string, number>;
  readonly endedTimers: Set<string>;
  readonly startedMapRuns: StartedMapRun[];
  readonly endedMapRuns: Map<string, MapRunStatus>;
  readonly redrivenMapRuns: string[];
  redrivenAt: number | undefined;
  result: ExecutionResult | undefined;
}

/**
 * Takes the events that reached one execution since its last commit, in order, and sums up what they changed.
 *
 * Events that come after the end are dropped: a task that ran on while its execution was stopped has nobody to report to.
 */
export async function advanceExecution(
  machine: Machine,
  from: Position,
  events: readonly ExecutionEvent[],
): Promise<Step> {
  const changes: Changes = {
    history: [],
    scheduledTasks: new Map(),
    startedTasks: new Set(),
    submittedTasks: new Map(),
    endedTasks: new Set(),
    startedTimers: new Map(),
    endedTimers: new Set(),
    startedMapRuns: [],
    endedMapRuns: new Map(),
    redrivenMapRuns: [],
    redrivenAt: undefined,
    result: undefined,
  };
  let position = from;
  let changed = false;
  for (const event of events) {
    if (changes.result !== undefined) break;
    const next = await takeEvent(machine, position, event);
    noteEvent(changes, event);
    if (event.type === "ExecutionRedriven" && next.history.length > 0) changes.redrivenAt = event.at;
    changes.history.push(...next.history);
    for (const effect of next.effects) noteEffect(changes, effect, machine);
    changed ||= next.history.length > 0 || next.effects.length > 0;
    position = { snapshot: next.snapshot, lastEventId: next.history.at(-1)?.id ?? position.lastEventId };
  }
  const { snapshot } = position;
  const isWanted = changed && (changes.result === undefined || canFollow(position));
  return {
    ...changes,
    position,
    snapshotText: isWanted && snapshot !== undefined ? packSnapshot(snapshot) : undefined,
  };
}

/** Whether an execution that is over can be redriven. */
function canFollow({ snapshot, lastEventId }: Position): boolean {
  // After a fault of the interpreter the snapshot is older than the history.
  return snapshot !== undefined && snapshot.lastEventId === lastEventId && isRedrivable(snapshot);
}

async function takeEvent(machine: Machine, { snapshot, lastEventId }: Position, event: ExecutionEvent) {
  try {
    return await recordTransition(machine, snapshot, event);
  } catch (error) {
    // A fault in the interpreter must end this execution visibly, not leave it RUNNING for ever or stop the others.
    return faultOf(error, snapshot, lastEventId, event.at);
  }
}

function faultOf(error: unknown, snapshot: Snapshot | undefined, lastEventId: number, at: number) {
  const cause = `Internal error of the local cloud: ${error instanceof Error ? error.message : String(error)}`;
  const event = detailedEvent("ExecutionFailed", {
    executionFailedEventDetails: { error: "States.Runtime", cause },
  });
  event.id = lastEventId + 1;
  event.previousEventId = lastEventId;
  event.elapsed = at - (snapshot?.startedAt ?? at);
  const finish: Effect = { kind: "finish", status: "FAILED", error: "States.Runtime", cause };
  return { snapshot, history: [event], effects: [finish] };
}

/** What has reached the core is over, whether or not it still mattered: its row goes with this commit. */
function noteEvent(changes: Changes, event: ExecutionEvent): void {
  if (event.type === "TaskStarted") changes.startedTasks.add(event.taskId);
  if (event.type === "TaskSubmitted") changes.submittedTasks.set(event.taskId, event.output);
  if (event.type === "TaskSucceeded" || event.type === "TaskFailed" || event.type === "TaskSubmitFailed")
    endTask(changes, event.taskId);
  if (event.type === "TimerFired") endTimer(changes, event.timerId);
  if (event.type === "MapRunSucceeded") changes.endedMapRuns.set(event.mapRunId, "SUCCEEDED");
  if (event.type === "MapRunFailed") changes.endedMapRuns.set(event.mapRunId, "FAILED");
}

function noteEffect(changes: Changes, effect: Effect, machine: Machine): void {
  switch (effect.kind) {
    case "scheduleTask":
      changes.scheduledTasks.set(effect.taskId, effect);
      return;
    case "cancelTask":
      endTask(changes, effect.taskId);
      return;
    case "startTimer":
      changes.endedTimers.delete(effect.timerId);
      changes.startedTimers.set(effect.timerId, effect.dueAt);
      return;
    case "cancelTimer":
      endTimer(changes, effect.timerId);
      return;
    case "startMapRun":
      changes.startedMapRuns.push({
        effect,
        definition: JSON.stringify(childMachine(machine, effect.stateName).definition),
      });
      return;
    case "stopMapRun":
      if (!changes.endedMapRuns.has(effect.mapRunId)) changes.endedMapRuns.set(effect.mapRunId, "ABORTED");
      return;
    case "redriveMapRun":
      changes.redrivenMapRuns.push(effect.mapRunId);
      return;
    case "finish":
      changes.result = effect;
      return;
    default:
      unreachable(effect);
  }
}

function endTask(changes: Changes, taskId: string): void {
  changes.scheduledTasks.delete(taskId);
  changes.endedTasks.add(taskId);
}

function endTimer(changes: Changes, timerId: string): void {
  changes.startedTimers.delete(timerId);
  changes.endedTimers.add(timerId);
}
