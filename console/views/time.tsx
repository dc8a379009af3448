import type { ReactNode } from "react";

/** A moment, as the reader's own place writes it. */
export function Time({ at }: { readonly at: number }): ReactNode {
  const moment = new Date(at);
  return <time dateTime={moment.toISOString()}>{moment.toLocaleString()}</time>;
}
