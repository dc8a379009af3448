import type { Json } from "#authoring";
import { copyJson } from "#interpreter";
import type { RecordedCall, RecordedEvent } from "./types.ts";

/** Writes down what one execution does; one per execution. */
export interface Recorder {
  readonly calls: RecordedCall[];
  readonly events: RecordedEvent[];
}

export function newRecorder(): Recorder {
  return { calls: [], events: [] };
}

/** What arrives when a value is sent as JSON: members that are undefined are gone, and nothing is shared. */
export function throughJson(value: unknown): Json {
  return copyJson(value, errorAsFound);
}

/** Of an error, as `Promise.allSettled` gives it, an execution knows the name and the message. */
function errorAsFound(value: object): object {
  return value instanceof Error ? { name: value.name, message: value.message } : value;
}
