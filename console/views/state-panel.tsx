import { type ReactNode, useState } from "react";
import { formatDuration } from "../view-model/format-duration.ts";
import type { StateView, Visit } from "../view-model/state-views.ts";
import type { MapRunSummary } from "../../src/local/console/read-api.ts";
import { JsonPanel } from "./json-panel.tsx";
import { MapRunPanel } from "./map-run-panel.tsx";
import { Notice } from "./notice.tsx";

interface StatePanelProps {
  readonly name: string;
  /** Absent while the execution has not been there. */
  readonly view: StateView | undefined;
  /** One per visit, where the state is a distributed Map. */
  readonly mapRuns: readonly MapRunSummary[];
  /** The distributed Map whose child executions go through the state. */
  readonly around: string | undefined;
  readonly onClose: () => void;
}

export function StatePanel({ name, view, mapRuns, around, onClose }: StatePanelProps): ReactNode {
  // Undefined follows the latest visit, while the execution goes on, too.
  const [chosen, setChosen] = useState<number>();
  const last = (view?.visits.length ?? 0) - 1;
  const visit = view?.visits[chosen ?? last];
  const run = mapRuns[chosen ?? last];
  return (
    <>
      <h2>
        {name}
        <button type="button" className="close" onClick={onClose} aria-label="Back to the execution's input and output">
          ×
        </button>
      </h2>
      {view === undefined || visit === undefined ? (
        <Notice kind="empty">
          {around === undefined
            ? "The execution has not entered this state."
            : `Child executions go through this state: choose ${around} to see them.`}
        </Notice>
      ) : (
        <>
          {view.visits.length > 1 && (
            <label className="visits">
              Visit
              <select value={chosen ?? last} onChange={({ target }) => setChosen(Number(target.value))}>
                {view.visits.map(({ error, exitedAt }, index) => (
                  <option key={index} value={index}>
                    {index + 1} of {view.visits.length}
                    {error !== null ? `: ${error}` : exitedAt === null ? ": not left" : ""}
                  </option>
                ))}
              </select>
            </label>
          )}
          {run !== undefined && <MapRunPanel run={run} />}
          <VisitView visit={visit} />
        </>
      )}
    </>
  );
}

function VisitView({ visit }: { readonly visit: Visit }): ReactNode {
  const { enteredAt, exitedAt, failures, error, cause, input, output } = visit;
  return (
    <>
      <p className="facts">
        {exitedAt === null ? "entered and not left" : `took ${formatDuration(exitedAt - enteredAt)}`}
        {failures > 0 && ` · ${failures} failed ${failures === 1 ? "attempt" : "attempts"}`}
      </p>
      {error !== null && <JsonPanel title={`Error: ${error}`} text={cause ?? ""} tone="bad" />}
      {output !== null && <JsonPanel title="Output" text={output} />}
      {input !== null && <JsonPanel title="Input" text={input} />}
    </>
  );
}
