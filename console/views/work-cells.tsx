import type { ReactNode } from "react";
import type { ExecutionSummary } from "../../src/local/console/read-api.ts";
import { Link } from "../navigation.tsx";

/** The cells of a table's row that say what an execution works on, with the way to it, and what came of it. */
export function WorkCells({ execution }: { readonly execution: ExecutionSummary }): ReactNode {
  const { arn, name, subject, outcome, cause } = execution;
  return (
    <>
      <td>
        <Link to={{ screen: "execution", arn, state: "" }} className="mono subject">
          {subject === "" ? name : subject}
        </Link>
      </td>
      <td title={cause ?? undefined} className="outcome">
        {outcome}
      </td>
    </>
  );
}
