import { errorNames } from "#asl";
import type { Json, State } from "#asl";
import type { ExpressionScope } from "../expressions/expression-scope.ts";
import type { Machine } from "../load/machine.ts";
import { SmallMap } from "../small-map.ts";
import type { Effect } from "../types.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { InspectedValues, Inspection } from "./inspection.ts";
import { nextRandom, seedRandom } from "./random.ts";
import type { RecordedEvent } from "./recorded-event.ts";
import type { OwnLists } from "./result-list.ts";
import type { Activity, BranchesActivity, Snapshot, StateRun, Thread } from "./snapshot.ts";
import { HistoryExhausted } from "./state-failure.ts";
import type { Work } from "./work.ts";

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

export interface RunThread extends Writable<Omit<Thread, "current">> {
  current?: RunState | undefined;
}

export interface RunState extends Writable<Omit<StateRun, "activity">> {
  activity?: Exclude<Activity, BranchesActivity> | RunBranches | undefined;
}

export interface RunBranches extends Writable<Omit<BranchesActivity, "children">> {
  readonly children: string[];
}

/**
 * The working copy of an execution. Only its own fields and those of its threads, their states and branches are written to,
 * which are copies; everything below is replaced, never changed, so a snapshot that was taken up stays as it was.
 */
export interface Run {
  readonly machine: Machine;
  /** The moment of the event under way: the only clock. */
  at: number;
  /** The same since the execution was started, as history events keep it. */
  elapsed: number;
  /** All of the snapshot but its threads, which are below. */
  readonly execution: Writable<Snapshot>;
  readonly threads: SmallMap<RunThread>;
  /** The thread that was asked for last. */
  lastThread: RunThread | undefined;
  /** The last event of those that were written since whoever drives the run took them. */
  lastEvent: RecordedEvent | undefined;
  /** What is to be done since then; see `addEffect`. */
  effects: Effect[];
  /** States entered since the run was begun. */
  transitions: number;
  /** A value that is known to be within the limits: what a state puts out, the next one takes in. */
  fitting: Json;
  /** Which lists of results this run has made; none before its first. */
  ownLists: OwnLists | undefined;
  /** Threads that can go on; each runs until it waits for something. */
  readonly queue: Work[];
  /** Made when the first piece of work begins that may have to be undone. */
  checkpoint: Checkpoint | undefined;
  /** Made when the first expression asks. */
  functions: ExpressionScope["functions"] | undefined;
  /** Set where one state is tested by itself. */
  readonly inspection: Inspection | undefined;
}

// AWS ends a Standard execution at this many events, the one that says so included.
const maximumHistoryEvents = 25_000;

export const rootThreadId = "root";

const none: Snapshot["threads"] = {};
const noVariables: Thread["variables"] = {};
const noEffects: Effect[] = [];

/** Takes a snapshot up. */
export function beginRun(machine: Machine, snapshot: Snapshot, inspection?: Inspection): Run {
  const { threads, startedAt } = snapshot;
  const copies = new SmallMap<RunThread>();
  for (const id in threads) copies.set(id, copyOf(threads[id]!));
  return {
    machine,
    at: startedAt,
    elapsed: 0,
    execution: { ...snapshot, threads: none },
    threads: copies,
    lastThread: undefined,
    lastEvent: undefined,
    effects: noEffects,
    transitions: 0,
    fitting: null,
    ownLists: undefined,
    queue: [],
    checkpoint: undefined,
    functions: undefined,
    inspection,
  };
}

/** A thread to write to. */
export function copyOf(thread: Thread): RunThread {
  const { current } = thread;
  return { ...thread, current: current && { ...current, activity: activityCopy(current.activity) } };
}

function activityCopy(activity: Activity | undefined): RunState["activity"] {
  return activity?.kind === "branches" ? { ...activity, children: [...activity.children] } : activity;
}

/** Lets the time of the execution go on. */
export function setTime(run: Run, at: number): void {
  run.at = at;
  const elapsed = at - run.execution.startedAt;
  // Up to 24 days it is what the engine takes for a small integer, of which it makes no object for each event.
  const small = elapsed | 0;
  run.elapsed = small === elapsed ? small : elapsed;
}

/** Where the execution stands now. */
export function snapshotOf({ execution, threads }: Run): Snapshot {
  return { ...execution, threads: Object.fromEntries(threads.values().map((thread) => [thread.id, thread])) };
}

/** Hands out what is to be done, and begins anew. */
export function takeEffects(run: Run): readonly Effect[] {
  const { effects } = run;
  run.effects = noEffects;
  return effects;
}

/** Has the runner do something after the step. */
export function addEffect(run: Run, effect: Effect): void {
  const [first] = run.effects;
  // Mostly there are one or two, and an array that grows makes room for many more.
  if (first === undefined) run.effects = [effect];
  else if (run.effects.length === 1) run.effects = [first, effect];
  else run.effects.push(effect);
}

export function threadOf(run: Run, threadId: string): RunThread {
  if (run.lastThread?.id === threadId) return run.lastThread;
  const thread = run.threads.get(threadId);
  if (thread === undefined) throw new Error(`no thread ${threadId}: this is a bug in the interpreter`);
  run.lastThread = thread;
  return thread;
}

export function currentOf(run: Run, threadId: string): RunState {
  const current = threadOf(run, threadId).current;
  if (current === undefined) throw new Error(`thread ${threadId} is in no state: this is a bug in the interpreter`);
  return current;
}

export function stateNamed(run: Run, name: string): State {
  const state = run.machine.states.get(name);
  if (state === undefined) throw new Error(`no state ${name}: the validator should have refused this definition`);
  return state;
}

/** A thread that has not begun, with room for all that it will have. */
export function newThread({
  id,
  parentId,
  index,
  item,
  lastEventId,
}: Pick<Thread, "id" | "parentId" | "index" | "item" | "lastEventId">): RunThread {
  return { id, parentId, index, item, variables: noVariables, lastEventId, current: undefined };
}

export function addThread(run: Run, thread: RunThread): void {
  run.threads.set(thread.id, thread);
}

export function removeThread(run: Run, threadId: string): void {
  run.threads.delete(threadId);
  run.lastThread = undefined;
}

/** A fresh id, unique within the execution. */
export function freshId(run: Run, prefix: "task" | "timer" | "thread" | "mapRun"): string {
  run.execution.lastId += 1;
  return `${prefix}-${run.execution.lastId}`;
}

export function drawRandom(run: Run): number {
  const { random } = run.execution;
  const { value, state } = nextRandom(typeof random === "string" ? seedRandom(random) : random);
  run.execution.random = state;
  return value;
}

export function startTimer(run: Run, seconds: number): string {
  const timerId = freshId(run, "timer");
  addEffect(run, { kind: "startTimer", timerId, dueAt: run.at + Math.round(seconds * 1000) });
  return timerId;
}

/** Writes a history event that follows the thread's last one and becomes it. */
export function record(run: Run, threadId: string, event: RecordedEvent): number {
  const thread = threadOf(run, threadId);
  thread.lastEventId = recordAfter(run, thread.lastEventId, event);
  return thread.lastEventId;
}

/** Writes a history event beside a thread: what the thread does next does not follow from it. */
export function recordAfter(run: Run, previousEventId: number, event: RecordedEvent): number {
  if (run.execution.lastEventId + 1 >= maximumHistoryEvents && run.machine.type === "STANDARD") {
    throw new HistoryExhausted();
  }
  return recordLast(run, previousEventId, event);
}

/** Writes the event that ends the execution, for which there is always room. */
export function recordLast(run: Run, previousEventId: number, event: RecordedEvent): number {
  const { execution } = run;
  execution.lastEventId += 1;
  event.id = execution.lastEventId;
  event.previousEventId = previousEventId;
  event.elapsed = run.elapsed;
  event.before = run.lastEvent;
  run.lastEvent = event;
  return event.id;
}

/** Shows a value to whoever tests the state by itself; in an execution, nobody. */
export function inspect<Field extends keyof InspectedValues>(
  { inspection }: Run,
  field: Field,
  value: InspectedValues[Field],
): void {
  if (inspection !== undefined) inspection.values[field] = value;
}

export const historyExhausted = {
  error: errorNames.runtime,
  cause: `The execution reached the maximum number of history events (${maximumHistoryEvents}).`,
} as const;
