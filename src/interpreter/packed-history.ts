import type { HistoryEvent, Json } from "#asl";
import type { RecordedEvent } from "./core/recorded-event.ts";
import { expandEvent, moreOf } from "./core/written-event.ts";
import type { WrittenEvent } from "./core/written-event.ts";

// Events on their way to a store: lines of JSON. The first holds the events, each of the others one payload, to which they
// refer by its position. What one state puts out, the next takes in and a task is given, so one text often serves many events.

type PackedEvent = readonly [
  id: number,
  previousEventId: number,
  timestamp: number,
  type: WrittenEvent["type"],
  subject: WrittenEvent["subject"] | null,
  more: WrittenEvent["more"] | null,
  /** 0 is none, 1 the second line. */
  payloadLine: number,
];

/** Packs the events of one execution that a step recorded; `unpackHistory` gives them back. */
export function packHistory(events: readonly RecordedEvent[], startedAt: number): string {
  const payloads: string[] = [];
  const lines = new Map<Json, number>();
  const lineOf = (payload: Json): number => {
    const line = lines.get(payload) ?? payloads.push(JSON.stringify(payload));
    lines.set(payload, line);
    return line;
  };
  const packed = events.map((event): PackedEvent => {
    const { id, previousEventId, elapsed, type, subject = null, payload } = event;
    const line = payload === undefined ? 0 : lineOf(payload);
    return [id, previousEventId, startedAt + elapsed, type, subject, moreOf(event) ?? null, line];
  });
  return [JSON.stringify(packed), ...payloads].join("\n");
}

/** The events as `GetExecutionHistory` gives them, in order. */
export function unpackHistory(text: string): readonly HistoryEvent[] {
  const lines = text.split("\n");
  const packed = JSON.parse(lines[0] ?? "[]") as readonly PackedEvent[];
  return packed.map(([id, previousEventId, timestamp, type, subject, more, line]) =>
    expandEvent({
      id,
      previousEventId,
      timestamp,
      type,
      subject: subject ?? undefined,
      more: more ?? undefined,
      text: line === 0 ? undefined : lines[line],
    }),
  );
}
