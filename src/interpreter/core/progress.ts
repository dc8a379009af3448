import type { Json } from "#asl";
import type { StateFailure } from "./state-failure.ts";
import type { Work } from "./work.ts";

/** What became of a state: it waits for an event, control leaves it, or it failed. */
export type Progress =
  | { readonly kind: "waiting" }
  | Extract<Work, { readonly kind: "enter" }>
  | { readonly kind: "end"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: StateFailure };

export const waiting: Progress = { kind: "waiting" };
