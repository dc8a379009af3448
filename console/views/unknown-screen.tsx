import type { ReactNode } from "react";
import { Link } from "../navigation.tsx";

/** What an address shows that the console does not have. */
export function UnknownScreen({ path }: { readonly path: string }): ReactNode {
  return (
    <>
      <h1>Not found</h1>
      <p className="facts">
        The console has no page at <span className="mono">{path}</span>.
      </p>
      <p>
        <Link to={{ screen: "executions", workflow: "", status: "", text: "" }}>Executions</Link> ·{" "}
        <Link to={{ screen: "buckets", bucket: "", prefix: "", key: "" }}>Buckets</Link>
      </p>
    </>
  );
}
