import type { ExecutionStatus } from "#asl";
import { isRecord } from "../is-record.ts";
import { summarizeJson } from "./summarize-json.ts";

/** How an execution ended, in a word if there is one: its output's own status, or the error's name; null while it runs. */
export function executionOutcome(status: ExecutionStatus, output: unknown, error: string | undefined): string | null {
  if (status === "RUNNING") return null;
  if (status !== "SUCCEEDED") return error ?? "";
  return isRecord(output) && typeof output.status === "string" ? output.status : summarizeJson(output);
}
