import type { ExecutionStatus } from "#asl";
import { type ReactNode, useCallback } from "react";
import type { Change, ExecutionPage, ExecutionSummary } from "../../src/local/console/read-api.ts";
import { readJson } from "../api/client.ts";
import { useLive } from "../api/use-live.ts";
import { Link, useNavigation } from "../navigation.tsx";
import { executionStatuses } from "../view-model/execution-status.ts";
import { type ExecutionFilter, filterExecutions } from "../view-model/filter-executions.ts";
import { formatDuration } from "../view-model/format-duration.ts";
import { Notice } from "./notice.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { Time } from "./time.tsx";
import { WorkCells } from "./work-cells.tsx";

const concerns = ({ topic }: Change): boolean => topic === "execution" || topic === "stack";

export function ExecutionsScreen({ filter }: { readonly filter: ExecutionFilter }): ReactNode {
  const load = useCallback(() => readJson<ExecutionPage>("executions"), []);
  const loaded = useLive(load, concerns);
  switch (loaded.state) {
    case "loading":
      return <Notice kind="loading">Loading executions…</Notice>;
    case "error":
      return <Notice kind="error">Cannot read executions: {loaded.message}</Notice>;
    case "data":
      return (
        <>
          <h1>Executions</h1>
          <Filters filter={filter} workflows={loaded.data.workflows} />
          <ExecutionTable
            executions={filterExecutions(loaded.data.executions, filter)}
            isFiltered={loaded.data.executions.length > 0}
          />
        </>
      );
  }
}

function Filters({
  filter,
  workflows,
}: {
  readonly filter: ExecutionFilter;
  readonly workflows: readonly string[];
}): ReactNode {
  const { go } = useNavigation();
  const set = (change: Partial<ExecutionFilter>): void =>
    go(
      { screen: "executions", workflow: filter.workflow, status: filter.status, text: filter.text, ...change },
      "replace",
    );
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        Workflow
        <select value={filter.workflow} onChange={({ target }) => set({ workflow: target.value })}>
          <option value="">All</option>
          {workflows.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        Status
        <select value={filter.status} onChange={({ target }) => set({ status: target.value })}>
          <option value="">All</option>
          {Object.entries(executionStatuses).map(([status, { label }]) => (
            <option key={status} value={status}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        Search
        <input
          type="search"
          value={filter.text}
          placeholder="key, outcome or name"
          onChange={({ target }) => set({ text: target.value })}
        />
      </label>
    </form>
  );
}

interface ExecutionTableProps {
  readonly executions: readonly ExecutionSummary[];
  readonly isFiltered: boolean;
}

function ExecutionTable({ executions, isFiltered }: ExecutionTableProps): ReactNode {
  if (executions.length === 0) {
    return isFiltered ? (
      <Notice kind="empty">No execution matches these filters.</Notice>
    ) : (
      <Notice kind="empty">
        Nothing has run yet. Drop a file into a{" "}
        <Link to={{ screen: "buckets", bucket: "", prefix: "", key: "" }}>bucket</Link> that triggers a workflow.
      </Notice>
    );
  }
  return (
    <div className="card scroll">
      <table className="stacked">
        <thead>
          <tr>
            <th>Status</th>
            <th>Workflow</th>
            <th>Works on</th>
            <th>Outcome</th>
            <th>Started</th>
            <th className="number">Duration</th>
          </tr>
        </thead>
        <tbody>
          {executions.map((execution) => (
            <ExecutionRow key={execution.arn} execution={execution} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ExecutionRow({ execution }: { readonly execution: ExecutionSummary }): ReactNode {
  const { workflow, status, startedAt, stoppedAt } = execution;
  return (
    <tr>
      <td>
        <StatusBadge status={status satisfies ExecutionStatus} />
      </td>
      <td className="nowrap">{workflow}</td>
      <WorkCells execution={execution} />
      <td className="nowrap">
        <Time at={startedAt} />
      </td>
      <td className="number">{stoppedAt === null ? "…" : formatDuration(stoppedAt - startedAt)}</td>
    </tr>
  );
}
