import type { ExecutionEvent } from "./types.ts";

/** What happened and was not taken up yet. */
export interface Inbox {
  readonly deliver: (event: ExecutionEvent) => void;
  readonly shift: () => ExecutionEvent | undefined;
  /** Wakes whoever waits, though nothing came: something else has changed. */
  readonly touch: () => void;
  /** Resolves at the next `deliver` or `touch`. */
  readonly touched: () => Promise<void>;
}

export function createInbox(): Inbox {
  const events: ExecutionEvent[] = [];
  let wake: (() => void) | undefined;
  return {
    deliver(event) {
      events.push(event);
      wake?.();
    },
    shift: () => events.shift(),
    touch: () => wake?.(),
    touched: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
}
