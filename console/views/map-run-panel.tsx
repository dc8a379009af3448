import type { ReactNode } from "react";
import type { MapRunSummary } from "../../src/local/console/read-api.ts";
import { Link } from "../navigation.tsx";
import { itemCounts } from "../view-model/item-counts.ts";
import { StatusBadge } from "./status-badge.tsx";

/** The child executions of a distributed Map: how many there are, and those that are most likely looked for. */
export function MapRunPanel({ run }: { readonly run: MapRunSummary }): ReactNode {
  const { children } = run;
  const total = Object.values(run.items).reduce((sum, count) => sum + count, 0);
  return (
    <section aria-label="Child executions">
      <h3>Child executions</h3>
      <p className="facts">{itemCounts(run)}</p>
      {children.length > 0 && (
        <div className="scroll children" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th>Status</th>
                <th>Works on</th>
                <th>Outcome</th>
              </tr>
            </thead>
            <tbody>
              {children.map(({ arn, name, status, subject, outcome, cause }) => (
                <tr key={arn}>
                  <td>
                    <StatusBadge status={status} />
                  </td>
                  <td>
                    <Link to={{ screen: "execution", arn, state: "" }} className="mono subject">
                      {subject === "" ? name : subject}
                    </Link>
                  </td>
                  <td title={cause ?? undefined} className="outcome">
                    {outcome}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {children.length < total && children.length > 0 && (
        <p className="hint">{children.length} of them are listed: those that failed come first.</p>
      )}
    </section>
  );
}
