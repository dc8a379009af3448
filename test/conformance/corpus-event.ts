import type { HistoryEvent } from "#asl";
import type { CorpusEvent } from "./recorded-case.ts";

/** A history event in the corpus's shape: details flattened, JSON texts decoded, times and roles dropped. */
export function corpusEvent(event: HistoryEvent): CorpusEvent {
  const { id, previousEventId, type } = event;
  const details = Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1] ?? {};
  const entries = Object.entries(details as Readonly<Record<string, unknown>>)
    .filter(([key]) => !key.endsWith("Details") && key !== "roleArn")
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, decoded(key, value)]);
  return { id, prev: previousEventId, type, ...Object.fromEntries(entries) };
}

function decoded(key: string, value: unknown): unknown {
  if (["input", "output", "parameters"].includes(key)) return JSON.parse(String(value));
  if (key !== "assignedVariables") return value;
  return Object.fromEntries(Object.entries(value as object).map(([name, text]) => [name, JSON.parse(String(text))]));
}
