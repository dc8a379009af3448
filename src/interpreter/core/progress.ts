import type { Json } from "#asl";
import type { StateFailure } from "./state-failure.ts";

/** What became of a state: it waits for an event, control leaves it, or it failed. */
export type Progress =
  | { readonly kind: "waiting" }
  | { readonly kind: "next"; readonly next: string; readonly output: Json }
  | { readonly kind: "end"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: StateFailure };

export const waiting: Progress = { kind: "waiting" };
