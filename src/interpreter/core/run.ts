import { errorNames } from "#asl";
import type { HistoryEvent, HistoryEventType, Json, State } from "#asl";
import type { ExpressionScope } from "../expressions/expression-scope.ts";
import type { Machine } from "../load/machine.ts";
import type { Effect } from "../types.ts";
import type { EvaluationReply, EvaluationRequest } from "./evaluation.ts";
import type { InspectedValues, Inspection } from "./inspection.ts";
import { nextRandom } from "./random.ts";
import type { Snapshot, StateRun, Thread } from "./snapshot.ts";
import { HistoryExhausted } from "./state-failure.ts";
import type { Work } from "./work.ts";

/** A piece of the core: asks for evaluations by `yield`, so that the same code runs under any evaluator. */
export type Steps<Result> = Generator<EvaluationRequest, Result, EvaluationReply>;

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/**
 * The working copy of one transition. Only its own fields and those of its threads are written to, which are copies;
 * everything below is replaced, never changed, so the snapshot that came in stays as it was.
 */
export interface Run {
  readonly machine: Machine;
  /** The event's moment: the only clock. */
  readonly at: number;
  /** All of the snapshot but its threads. */
  readonly execution: Writable<Omit<Snapshot, "threads">>;
  readonly threads: Map<string, Writable<Thread>>;
  readonly history: HistoryEvent[];
  readonly effects: Effect[];
  lastText: { readonly value: Json; readonly text: string };
  /** Threads that can go on; each runs until it waits for something. */
  readonly queue: Work[];
  /** Made when the first expression asks. */
  functions: ExpressionScope["functions"] | undefined;
  /** Set where one state is tested by itself. */
  readonly inspection: Inspection | undefined;
}

// AWS ends a Standard execution at this many events, the one that says so included.
const maximumHistoryEvents = 25_000;

export const rootThreadId = "root";

/** Takes a snapshot up for one transition. */
export function beginRun(
  machine: Machine,
  { threads, ...execution }: Snapshot,
  at: number,
  inspection?: Inspection,
): Run {
  const copies = new Map<string, Writable<Thread>>();
  for (const id in threads) copies.set(id, { ...threads[id]! });
  return {
    machine,
    at,
    execution,
    threads: copies,
    history: [],
    effects: [],
    queue: [],
    lastText: { value: null, text: "null" },
    functions: undefined,
    inspection,
  };
}

/** The snapshot after the transition. */
export function snapshotOf({ execution, threads }: Run): Snapshot {
  return { ...execution, threads: Object.fromEntries(threads) };
}

export function threadOf(run: Run, threadId: string): Writable<Thread> {
  const thread = run.threads.get(threadId);
  if (thread === undefined) throw new Error(`no thread ${threadId}: this is a bug in the interpreter`);
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

interface EventDetails {
  readonly [name: `${string}EventDetails`]: Readonly<Record<string, unknown>>;
}

/** Writes a history event that follows the thread's last one and becomes it. */
export function record(run: Run, threadId: string, type: HistoryEventType, details: EventDetails = {}): number {
  const thread = threadOf(run, threadId);
  thread.lastEventId = recordAfter(run, thread.lastEventId, type, details);
  return thread.lastEventId;
}

/** Writes a history event beside a thread: what the thread does next does not follow from it. */
export function recordAfter(
  run: Run,
  previousEventId: number,
  type: HistoryEventType,
  details: EventDetails = {},
): number {
  const id = run.execution.lastEventId + 1;
  if (id >= maximumHistoryEvents && run.machine.type === "STANDARD") throw new HistoryExhausted();
  return append(run, { id, previousEventId, type, timestamp: run.at, ...details });
}

/** Writes the event that ends the execution, for which there is always room. */
export function recordLast(
  run: Run,
  previousEventId: number,
  type: HistoryEventType,
  details: EventDetails = {},
): number {
  return append(run, { id: run.execution.lastEventId + 1, previousEventId, type, timestamp: run.at, ...details });
}

function append(run: Run, event: HistoryEvent): number {
  run.history.push(event);
  run.execution.lastEventId = event.id;
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

/** JSON text as history and task parameters carry it. What a state puts out the next one takes in: its text is kept for that. */
export function jsonText(run: Run, value: Json): string {
  if (run.lastText.value !== value) run.lastText = { value, text: JSON.stringify(value) };
  return run.lastText.text;
}

/** How AWS marks each payload of a history event; ours are never cut. */
export const notTruncated = { truncated: false } as const;

export const historyExhausted = {
  error: errorNames.runtime,
  cause: `The execution reached the maximum number of history events (${maximumHistoryEvents}).`,
} as const;
