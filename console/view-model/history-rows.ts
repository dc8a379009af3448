import type { HistoryEvent } from "#asl";

export interface HistoryRow {
  readonly id: number;
  readonly type: string;
  readonly state: string;
  /** Milliseconds since the execution began. */
  readonly offsetMs: number;
  readonly isFailure: boolean;
  /** The event's details as JSON text. */
  readonly details: string;
}

/** One row per history event, each with the state that it belongs to. */
export function historyRows(history: readonly HistoryEvent[]): readonly HistoryRow[] {
  const stateOf = new Map<number, string>();
  const startedAt = history[0]?.timestamp ?? 0;
  return history.map((event) => {
    const details = Object.entries(event).find(
      ([key, value]) => key.endsWith("EventDetails") && value !== undefined,
    )?.[1];
    const ownName = (details as { readonly name?: string } | undefined)?.name;
    const state =
      (/State(Entered|Exited)$|^MapIteration/.test(event.type) ? ownName : undefined) ??
      stateOf.get(event.previousEventId) ??
      "";
    stateOf.set(event.id, state);
    return {
      id: event.id,
      type: event.type,
      state,
      offsetMs: event.timestamp - startedAt,
      isFailure: /(Failed|TimedOut|Aborted)$/.test(event.type),
      details: JSON.stringify(details ?? {}),
    };
  });
}
