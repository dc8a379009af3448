import { graphOf } from "#asl";
import { type ReactNode, useCallback, useMemo } from "react";
import type { Change, ExecutionDetail } from "../../src/local/console/read-api.ts";
import { readJson } from "../api/client.ts";
import { useLive } from "../api/use-live.ts";
import { Link, useNavigation } from "../navigation.tsx";
import { distributedMaps, mapRunsOf } from "../view-model/distributed-maps.ts";
import { formatDuration } from "../view-model/format-duration.ts";
import { historyRows } from "../view-model/history-rows.ts";
import { stateViews } from "../view-model/state-views.ts";
import { takenEdges } from "../view-model/taken-edges.ts";
import { ExecutionGraph } from "./execution-graph.tsx";
import { HistoryTable } from "./history-table.tsx";
import { JsonPanel } from "./json-panel.tsx";
import { Notice } from "./notice.tsx";
import { StatePanel } from "./state-panel.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { Time } from "./time.tsx";

interface ExecutionScreenProps {
  readonly arn: string;
  /** Name of the state whose input and output are shown; empty for the execution's own. */
  readonly selected: string;
}

export function ExecutionScreen({ arn, selected }: ExecutionScreenProps): ReactNode {
  const load = useCallback(() => readJson<ExecutionDetail>("execution", { arn }), [arn]);
  // Child executions are called like their parent's state machine, a slash and more.
  const children = `${arn.slice(0, arn.lastIndexOf(":"))}/`;
  const concerns = useCallback(
    ({ topic, id }: Change) => topic === "execution" && (id === arn || id.startsWith(children)),
    [arn, children],
  );
  const loaded = useLive(load, concerns);
  switch (loaded.state) {
    case "loading":
      return <Notice kind="loading">Loading the execution…</Notice>;
    case "error":
      return <Notice kind="error">Cannot read this execution: {loaded.message}</Notice>;
    case "data":
      return <ExecutionView execution={loaded.data} selected={selected} />;
  }
}

function ExecutionView({
  execution,
  selected,
}: {
  readonly execution: ExecutionDetail;
  readonly selected: string;
}): ReactNode {
  const { go } = useNavigation();
  const graph = useMemo(() => graphOf(execution.definition), [execution.definition]);
  const maps = useMemo(() => distributedMaps(execution.definition), [execution.definition]);
  const selectedMap = maps.find(({ name }) => name === selected);
  const states = stateViews(execution.history, execution.status);
  const taken = useMemo(() => takenEdges(graph, execution.history), [graph, execution.history]);
  const select = (state: string): void => go({ screen: "execution", arn: execution.arn, state }, "replace");
  return (
    <>
      <ExecutionHeading execution={execution} />
      <div className="execution">
        <section className="card graph" aria-label="Graph">
          <ExecutionGraph graph={graph} states={states} taken={taken} selected={selected} onSelect={select} />
        </section>
        <section className="card panel" aria-label={selected === "" ? "Execution" : `State ${selected}`}>
          {selected === "" ? (
            <ExecutionPanel execution={execution} />
          ) : (
            <StatePanel
              key={selected}
              name={selected}
              view={states.get(selected)}
              mapRuns={mapRunsOf(selectedMap, maps, execution.mapRuns)}
              around={maps.find(({ inner }) => inner.has(selected))?.name}
              onClose={() => select("")}
            />
          )}
        </section>
      </div>
      <h2>History</h2>
      <HistoryTable rows={historyRows(execution.history)} onSelect={select} />
    </>
  );
}

function ExecutionHeading({ execution }: { readonly execution: ExecutionDetail }): ReactNode {
  const { name, workflow, status, startedAt, stoppedAt, subject, parentArn } = execution;
  return (
    <div className="heading">
      {parentArn === null ? (
        <Link to={{ screen: "executions", workflow, status: "", text: "" }} className="back">
          ← {workflow}
        </Link>
      ) : (
        <Link to={{ screen: "execution", arn: parentArn, state: "" }} className="back">
          ← the execution of {workflow.split("/")[0]} that started this one
        </Link>
      )}
      <h1>
        <span className="mono">{subject === "" ? name : subject}</span> <StatusBadge status={status} />
      </h1>
      <p className="facts">
        started <Time at={startedAt} />
        {stoppedAt !== null && <> · took {formatDuration(stoppedAt - startedAt)}</>}
        {subject !== "" && (
          <>
            {" "}
            · execution <span className="mono">{name}</span>
          </>
        )}
      </p>
    </div>
  );
}

function ExecutionPanel({ execution }: { readonly execution: ExecutionDetail }): ReactNode {
  const { input, output, error, cause } = execution;
  return (
    <>
      <h2>Execution</h2>
      <p className="hint">Choose a state in the graph to see its input and output.</p>
      {error !== null && <JsonPanel title={`Error: ${error}`} text={cause ?? ""} tone="bad" />}
      {output !== null && <JsonPanel title="Output" text={output} />}
      <JsonPanel title="Input" text={input} />
    </>
  );
}
