import type { HistoryEvent, HistoryEventType, Json, State } from "#asl";

/**
 * A history event as the core keeps it: what becomes JSON text in the event is still the value, since nobody changes a value
 * once it is there. Most events are never read; whoever reads one has it written out by `historyUntil`. There may be very many:
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

/** The events that were written up to the given one, in their order, as `GetExecutionHistory` gives them. */
export function historyUntil(last: RecordedEvent | undefined, startedAt: number): readonly HistoryEvent[] {
  const events: HistoryEvent[] = [];
  for (let event = last; event !== undefined; event = event.before) events.push(expandEvent(event, startedAt));
  return events.toReversed();
}

type EventDetails = Readonly<Record<`${string}EventDetails`, Readonly<Record<string, unknown>>>>;

function expandEvent(event: RecordedEvent, startedAt: number): HistoryEvent {
  const { id, previousEventId, type, elapsed } = event;
  return { id, previousEventId, type, timestamp: startedAt + elapsed, ...detailsOf(event) };
}

function detailsOf(event: RecordedEvent): EventDetails {
  const { subject: name, payload, more } = event;
  if (payload === undefined) return { ...more };
  switch (event.type) {
    case "ExecutionStarted":
      return { executionStartedEventDetails: { ...inputOf(payload), ...more } };
    case "ExecutionSucceeded":
      return { executionSucceededEventDetails: outputOf(payload) };
    case "LambdaFunctionScheduled":
      return { lambdaFunctionScheduledEventDetails: { resource: name, ...inputOf(payload), ...more } };
    case "ActivityScheduled":
      return { activityScheduledEventDetails: { resource: name, ...inputOf(payload), ...more } };
    case "ActivitySucceeded":
      return { activitySucceededEventDetails: outputOf(payload) };
    case "LambdaFunctionSucceeded":
      return { lambdaFunctionSucceededEventDetails: outputOf(payload) };
    case "MapIterationStarted":
      return { mapIterationStartedEventDetails: { name, index: payload } };
    case "MapIterationSucceeded":
      return { mapIterationSucceededEventDetails: { name, index: payload } };
    case "MapIterationFailed":
      return { mapIterationFailedEventDetails: { name, index: payload } };
    case "MapIterationAborted":
      return { mapIterationAbortedEventDetails: { name, index: payload } };
    case "TaskScheduled":
      return { taskScheduledEventDetails: { ...more, parameters: JSON.stringify(payload) } };
    case "TaskSubmitted":
      return { taskSubmittedEventDetails: { ...more, ...outputOf(payload) } };
    case "TaskSucceeded":
      return { taskSucceededEventDetails: { ...more, ...outputOf(payload) } };
    default:
      return event.type.endsWith("Entered")
        ? { stateEnteredEventDetails: { name, ...inputOf(payload) } }
        : { stateExitedEventDetails: { name, ...outputOf(payload), ...assignedOf(more) } };
  }
}

function inputOf(value: Json) {
  return { input: JSON.stringify(value), inputDetails: notTruncated };
}

function outputOf(value: Json) {
  return { output: JSON.stringify(value), outputDetails: notTruncated };
}

function assignedOf(assigned: object | undefined): object {
  const variables = Object.entries(assigned ?? {}).map(([name, value]) => [name, JSON.stringify(value)]);
  if (variables.length === 0) return {};
  return { assignedVariables: Object.fromEntries(variables), assignedVariablesDetails: notTruncated };
}

/** How AWS marks each payload of a history event; ours are never cut. */
const notTruncated = { truncated: false } as const;

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
