import type { HistoryEvent } from "#asl";

// Members of event details that carry what an execution was given or made, as opposed to how it went.
const dataMembers: ReadonlySet<string> = new Set([
  "input",
  "inputDetails",
  "output",
  "outputDetails",
  "parameters",
  "assignedVariables",
  "assignedVariablesDetails",
]);

/** The event as it is told to someone who asked for no execution data. */
export function withoutData(event: HistoryEvent): HistoryEvent {
  const { id, previousEventId, type, timestamp, ...details } = event;
  const kept = Object.entries(details).map(([name, value]) => [name, value && keepFacts(value)]);
  return { id, previousEventId, type, timestamp, ...Object.fromEntries(kept) };
}

function keepFacts(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !dataMembers.has(name)));
}
