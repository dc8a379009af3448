import type { ExecutionSummary } from "#local";

/** One line on an execution that is over: what ran, on what, how it ended and how long it took. */
export function executionLine({ workflow, subject, status, outcome, startedAt, stoppedAt }: ExecutionSummary): string {
  const took = durationText((stoppedAt ?? startedAt) - startedAt);
  const ending = status === "SUCCEEDED" ? "succeeded" : status.replace("_", " ");
  const detail = outcome === null || outcome === "" ? "" : ` (${outcome})`;
  return `${workflow}${subject === "" ? "" : `  ${subject}`}  ${ending}${detail} in ${took}`;
}

function durationText(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
