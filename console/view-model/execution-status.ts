import type { ExecutionStatus } from "#asl";

interface StatusView {
  readonly label: string;
  /** Class of the badge; colours live in the style sheet. */
  readonly tone: "running" | "good" | "bad" | "stopped";
}

/** How each status is shown. Total, so that a new status is a type error here. */
export const executionStatuses: Readonly<Record<ExecutionStatus, StatusView>> = {
  RUNNING: { label: "Running", tone: "running" },
  SUCCEEDED: { label: "Succeeded", tone: "good" },
  FAILED: { label: "Failed", tone: "bad" },
  TIMED_OUT: { label: "Timed out", tone: "bad" },
  ABORTED: { label: "Aborted", tone: "stopped" },
};
