import type { ExecutionStatus } from "#asl";
import type { ReactNode } from "react";
import { executionStatuses } from "../view-model/execution-status.ts";

export function StatusBadge({ status }: { readonly status: ExecutionStatus }): ReactNode {
  const { label, tone } = executionStatuses[status];
  return <span className={`badge ${tone}`}>{label}</span>;
}
