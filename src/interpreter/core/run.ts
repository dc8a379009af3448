import { errorNames } from "#asl";
import type { HistoryEventType, Json, State } from "#asl";
import type { ExpressionScope } from "../expressions/expression-scope.ts";
import type { Machine } from "../load/machine.ts";
import type { Effect } from "../types.ts";
import { firstCheckpoint } from "./checkpoint.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { InspectedValues, Inspection } from "./inspection.ts";
import { nextRandom } from "./random.ts";
import type { RecordedEvent } from "./recorded-event.ts";
import type { Snapshot, StateRun, Thread } from "./snapshot.ts";
import { HistoryExhausted } from "./state-failure.ts";
import type { Work } from "./work.ts";

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/**
 * The working copy of an execution. Only its own fields and those of its threads are written to, which are copies; everything
 * below is replaced, never changed, so a snapshot that was taken up or given out stays as it was.
 */
export interface Run {
  readonly machine: Machine;
  /** The moment of the event under way: the only clock. */
  at: number;
  /** All of the snapshot but its threads, which are below. */
  readonly execution: Writable<Snapshot>;
  readonly threads: Map<string, Writable<Thread>>;
  /** The thread that was asked for last. */
  lastThread: Writable<Thread> | undefined;
  /** What was written since whoever drives the run took it last; so are the effects. */
  readonly history: RecordedEvent[];
  readonly effects: Effect[];
  /** States entered since the run was begun. */
  transitions: number;
  /** A value that is known to be within the limits: what a state puts out, the next one takes in. */
  fitting: Json;
  /** Threads that can go on; each runs until it waits for something. */
  readonly queue: Work[];
  readonly checkpoint: Checkpoint;
  /** Made when the first expression asks. */
  functions: ExpressionScope["functions"] | undefined;
  /** Set where one state is tested by itself. */
  readonly inspection: Inspection | undefined;
}

// AWS ends a Standard execution at this many events, the one that says so included.
const maximumHistoryEvents = 25_000;

export const rootThreadId = "root";

const none: Snapshot["threads"] = {};

/** Takes a snapshot up. */
export function beginRun(machine: Machine, snapshot: Snapshot, inspection?: Inspection): Run {
  const { threads, startedAt, random } = snapshot;
  const copies = new Map<string, Writable<Thread>>();
  for (const id in threads) copies.set(id, { ...threads[id]! });
  return {
    machine,
    at: startedAt,
    execution: { ...snapshot, threads: none },
    threads: copies,
    lastThread: undefined,
    history: [],
    effects: [],
    transitions: 0,
    fitting: null,
    queue: [],
    checkpoint: firstCheckpoint(random),
    functions: undefined,
    inspection,
  };
}

/** Where the execution stands now. */
export function snapshotOf({ execution, threads }: Run): Snapshot {
  return { ...execution, threads: Object.fromEntries(threads) };
}

export function threadOf(run: Run, threadId: string): Writable<Thread> {
  if (run.lastThread?.id === threadId) return run.lastThread;
  const thread = run.threads.get(threadId);
  if (thread === undefined) throw new Error(`no thread ${threadId}: this is a bug in the interpreter`);
  run.lastThread = thread;
  return thread;
}

export function currentOf(run: Run, threadId: string): StateRun {
  const current = threadOf(run, threadId).current;
  if (current === undefined) throw new Error(`thread ${threadId} is in no state: this is a bug in the interpreter`);
  return current;
}

export function stateNamed(run: Run, name: string): State {
  const state = run.machine.states.get(name);
  if (state === undefined) throw new Error(`no state ${name}: the validator should have refused this definition`);
  return state;
}

export function updateThread(run: Run, threadId: string, change: Partial<Thread>): void {
  Object.assign(threadOf(run, threadId), change);
}

export function updateCurrent(run: Run, threadId: string, change: Partial<StateRun>): void {
  threadOf(run, threadId).current = { ...currentOf(run, threadId), ...change };
}

export function addThread(run: Run, thread: Thread): void {
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
  const { value, state } = nextRandom(run.execution.random);
  run.execution.random = state;
  return value;
}

export function startTimer(run: Run, seconds: number): string {
  const timerId = freshId(run, "timer");
  run.effects.push({ kind: "startTimer", timerId, dueAt: run.at + Math.round(seconds * 1000) });
  return timerId;
}

/** What an event says beside its header; see `RecordedEvent`. */
export interface EventContent {
  readonly subject?: string;
  readonly payload?: Json;
  readonly more?: object | undefined;
}

const noContent: EventContent = {};

/** Writes a history event that follows the thread's last one and becomes it. */
export function record(run: Run, threadId: string, type: HistoryEventType, content: EventContent = noContent): number {
  const thread = threadOf(run, threadId);
  thread.lastEventId = recordAfter(run, thread.lastEventId, type, content);
  return thread.lastEventId;
}

/** Writes a history event beside a thread: what the thread does next does not follow from it. */
export function recordAfter(
  run: Run,
  previousEventId: number,
  type: HistoryEventType,
  content: EventContent = noContent,
): number {
  if (run.execution.lastEventId + 1 >= maximumHistoryEvents && run.machine.type === "STANDARD") {
    throw new HistoryExhausted();
  }
  return recordLast(run, previousEventId, type, content);
}

/** Writes the event that ends the execution, for which there is always room. */
export function recordLast(
  run: Run,
  previousEventId: number,
  type: HistoryEventType,
  { subject, payload, more }: EventContent = noContent,
): number {
  run.execution.lastEventId += 1;
  const id = run.execution.lastEventId;
  run.history.push({ id, previousEventId, type, timestamp: run.at, subject, payload, more });
  return id;
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
