import type { ReactNode } from "react";
import type { MapRunSummary } from "../../src/local/console/read-api.ts";
import { itemCounts } from "../view-model/item-counts.ts";
import { StatusBadge } from "./status-badge.tsx";
import { WorkCells } from "./work-cells.tsx";

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
              {children.map((child) => (
                <tr key={child.arn}>
                  <td>
                    <StatusBadge status={child.status} />
                  </td>
                  <WorkCells execution={child} />
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
