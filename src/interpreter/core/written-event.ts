import type { HistoryEvent, HistoryEventType } from "#asl";
import { recordedUntil } from "./recorded-event.ts";
import type { RecordedEvent } from "./recorded-event.ts";

/** A history event whose values are the texts that AWS's event has, before its details get their names. */
export interface WrittenEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: HistoryEventType;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly subject: string | undefined;
  readonly more: object | undefined;
  /** The payload. */
  readonly text: string | undefined;
}

/** Writes events out as `GetExecutionHistory` gives them. */
export function historyOf(events: readonly RecordedEvent[], startedAt: number): readonly HistoryEvent[] {
  return events.map((event) => {
    const { id, previousEventId, type, elapsed, subject, payload } = event;
    const text = payload === undefined ? undefined : JSON.stringify(payload);
    return expandEvent({
      id,
      previousEventId,
      type,
      timestamp: startedAt + elapsed,
      subject,
      text,
      more: moreOf(event),
    });
  });
}

/** The events that were written up to the given one, in their order, as `GetExecutionHistory` gives them. */
export function historyUntil(last: RecordedEvent | undefined, startedAt: number): readonly HistoryEvent[] {
  return historyOf(recordedUntil(last), startedAt);
}

/** What an event says beside its payload, values as texts. */
export function moreOf({ type, more }: RecordedEvent): object | undefined {
  // Of an event that a state is left with, they are the variables that were assigned.
  return more !== undefined && type.endsWith("StateExited") ? assignedOf(more) : more;
}

export function expandEvent(event: WrittenEvent): HistoryEvent {
  const { id, previousEventId, type, timestamp } = event;
  return { id, previousEventId, type, timestamp, ...detailsOf(event) };
}

type EventDetails = Readonly<Record<`${string}EventDetails`, Readonly<Record<string, unknown>>>>;

function detailsOf(event: WrittenEvent): EventDetails {
  const { subject: name, text, more } = event;
  if (text === undefined) return { ...more };
  switch (event.type) {
    case "ExecutionStarted":
      return { executionStartedEventDetails: { ...inputOf(text), ...more } };
    case "ExecutionSucceeded":
      return { executionSucceededEventDetails: outputOf(text) };
    case "LambdaFunctionScheduled":
      return { lambdaFunctionScheduledEventDetails: { resource: name, ...inputOf(text), ...more } };
    case "ActivityScheduled":
      return { activityScheduledEventDetails: { resource: name, ...inputOf(text), ...more } };
    case "ActivitySucceeded":
      return { activitySucceededEventDetails: outputOf(text) };
    case "LambdaFunctionSucceeded":
      return { lambdaFunctionSucceededEventDetails: outputOf(text) };
    case "MapIterationStarted":
      return { mapIterationStartedEventDetails: { name, index: Number(text) } };
    case "MapIterationSucceeded":
      return { mapIterationSucceededEventDetails: { name, index: Number(text) } };
    case "MapIterationFailed":
      return { mapIterationFailedEventDetails: { name, index: Number(text) } };
    case "MapIterationAborted":
      return { mapIterationAbortedEventDetails: { name, index: Number(text) } };
    case "TaskScheduled":
      return { taskScheduledEventDetails: { ...more, parameters: text } };
    case "TaskSubmitted":
      return { taskSubmittedEventDetails: { ...more, ...outputOf(text) } };
    case "TaskSucceeded":
      return { taskSucceededEventDetails: { ...more, ...outputOf(text) } };
    default:
      return event.type.endsWith("Entered")
        ? { stateEnteredEventDetails: { name, ...inputOf(text) } }
        : { stateExitedEventDetails: { name, ...outputOf(text), ...more } };
  }
}

function inputOf(input: string) {
  return { input, inputDetails: notTruncated };
}

function outputOf(output: string) {
  return { output, outputDetails: notTruncated };
}

function assignedOf(assigned: object): object | undefined {
  const variables = Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]);
  if (variables.length === 0) return undefined;
  return { assignedVariables: Object.fromEntries(variables), assignedVariablesDetails: notTruncated };
}

/** How AWS marks each payload of a history event; ours are never cut. */
const notTruncated = { truncated: false } as const;
