import type { ReactNode } from "react";
import { formatDuration } from "../view-model/format-duration.ts";
import { formatJson } from "../view-model/format-json.ts";
import type { HistoryRow } from "../view-model/history-rows.ts";

interface HistoryTableProps {
  readonly rows: readonly HistoryRow[];
  readonly onSelect: (state: string) => void;
}

export function HistoryTable({ rows, onSelect }: HistoryTableProps): ReactNode {
  return (
    <div className="card scroll">
      <table className="history">
        <thead>
          <tr>
            <th className="number">Id</th>
            <th>Event</th>
            <th>State</th>
            <th className="number">After</th>
            <th>Details</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.isFailure ? "bad" : ""}>
              <td className="number">{row.id}</td>
              <td>{row.type}</td>
              <td>
                {row.state !== "" && (
                  <button type="button" className="link" onClick={() => onSelect(row.state)}>
                    {row.state}
                  </button>
                )}
              </td>
              <td className="number">{formatDuration(row.offsetMs)}</td>
              <td>
                {row.details !== "{}" && (
                  <details>
                    <summary>show</summary>
                    <pre>{formatJson(row.details)}</pre>
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
