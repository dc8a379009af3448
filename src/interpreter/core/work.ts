import type { Json } from "#asl";
import type { ErrorAndCause } from "../types.ts";
import type { StateFailure } from "./state-failure.ts";

/** What a thread does next. Data, not closures: the queue is the one place that decides who goes on. */
export type Work = { readonly threadId: string } & (
  | { readonly kind: "enter"; readonly state: string; readonly input: Json }
  /** Does the current state again, after a retrier's delay. */
  | { readonly kind: "retry" }
  | { readonly kind: "waitOver" }
  | { readonly kind: "taskSucceeded"; readonly output: Json }
  | ({ readonly kind: "taskFailed" | "taskSubmitFailed" } & ErrorAndCause)
  | { readonly kind: "taskTimedOut"; readonly error: string }
  | { readonly kind: "mapRunSucceeded"; readonly results: readonly Json[] }
  | { readonly kind: "mapRunFailed"; readonly error: string; readonly cause: string }
  /** Starts the next iteration of a Map, following the given event. */
  | { readonly kind: "iterate"; readonly index: number; readonly previousEventId: number }
  /** All branches or iterations ended well. */
  | { readonly kind: "join"; readonly results: readonly Json[] }
  /** A branch or an iteration failed. */
  | { readonly kind: "fail"; readonly failure: StateFailure }
  /** The current state failed: a retrier or a catcher may know what to do. */
  | { readonly kind: "recover"; readonly failure: StateFailure }
  /** Goes on with a map run that ended without success. */
  | { readonly kind: "redriveMapRun" }
  /** Starts the child executions of a map run, once ItemSelector has made their items; `selected` grows with them. */
  | { readonly kind: "startChildren"; readonly items: readonly Json[]; readonly selected: Json[] }
);
