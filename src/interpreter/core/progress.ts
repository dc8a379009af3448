import type { Json } from "#asl";

/** What became of a state: it waits for an event, or control leaves it. */
export type Progress =
  | { readonly kind: "waiting" }
  | { readonly kind: "next"; readonly next: string; readonly output: Json }
  | { readonly kind: "end"; readonly output: Json };

export const waiting: Progress = { kind: "waiting" };
