import type { EventSummary } from "../../src/local/console/read-api.ts";

export interface EventOutcome {
  /** `idle`: nothing takes it. `bad`: a delivery has not arrived. */
  readonly tone: "starts" | "idle" | "bad";
  readonly text: string;
}

/** What became of an event, in a few words. */
export function eventOutcome({ starts, problems }: EventSummary): EventOutcome {
  if (starts === null) return { tone: "starts", text: "…" };
  if (problems.length > 0) return { tone: "bad", text: problems.join("; ") };
  return starts.length === 0
    ? { tone: "idle", text: "nothing: no rule takes it" }
    : { tone: "starts", text: starts.join(", ") };
}
