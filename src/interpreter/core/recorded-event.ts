import type { HistoryEventType, Json, State } from "#asl";

/**
 * A history event as the core keeps it: what becomes JSON text in the event is still the value, since nobody changes a value
 * once it is there. Most events are never read; whoever reads one has it written out by `historyOf`. There may be very many:
 * each is one object of numbers that are small and of what is there anyway.
 */
export interface RecordedEvent {
  /** The one that was written before it. */
  before: RecordedEvent | undefined;
  id: number;
  previousEventId: number;
  /** Milliseconds since the execution was started. */
  elapsed: number;
  readonly type: HistoryEventType;
  /** The name of the state, or the ARN of the function or activity. */
  readonly subject: string | undefined;
  /** Of an iteration, its index. */
  readonly payload: Json | undefined;
  /** What else the details say; without a payload, all of them by the name of their member. */
  readonly more: object | undefined;
}

/** An event that is still to be written, with what becomes its text, what that is of, and what else it says. */
export function newEvent(type: HistoryEventType, payload?: Json, subject?: string, more?: object): RecordedEvent {
  return { before: undefined, id: 0, previousEventId: 0, elapsed: 0, type, subject, payload, more };
}

/** An event that is still to be written, with what else it says. */
export function detailedEvent(type: HistoryEventType, more: object | undefined, payload?: Json): RecordedEvent {
  return newEvent(type, payload, undefined, more);
}

/** The events that were written up to the given one, in their order. */
export function recordedUntil(last: RecordedEvent | undefined): readonly RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let event = last; event !== undefined; event = event.before) events.push(event);
  return events.toReversed();
}

type StateEvents = Readonly<Record<State["Type"], HistoryEventType>>;

export const enteredEvents: StateEvents = {
  Task: "TaskStateEntered",
  Pass: "PassStateEntered",
  Choice: "ChoiceStateEntered",
  Wait: "WaitStateEntered",
  Succeed: "SucceedStateEntered",
  Fail: "FailStateEntered",
  Parallel: "ParallelStateEntered",
  Map: "MapStateEntered",
};

/** A Fail state is never left. */
export const exitedEvents: Omit<StateEvents, "Fail"> = {
  Task: "TaskStateExited",
  Pass: "PassStateExited",
  Choice: "ChoiceStateExited",
  Wait: "WaitStateExited",
  Succeed: "SucceedStateExited",
  Parallel: "ParallelStateExited",
  Map: "MapStateExited",
};
