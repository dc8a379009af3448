import type { ExecutionEvent } from "#interpreter";
import type { Clock } from "../clock.ts";
import type { ExecutionStep } from "./commit-steps.ts";
import type { ExecutionStore } from "./execution-store.ts";

/** The redrives that are not committed yet. */
export interface Redrives {
  readonly redrive: (executionId: number, clientToken?: string) => Promise<void>;
  readonly underWay: (executionId: number) => Promise<unknown>;
  /** Forgets what cannot be redriven any more, now and once a day. */
  readonly resume: () => void;
  readonly close: () => void;
  /** Keeps the token of the request together with what it did; called inside the transaction of its step. */
  readonly noteToken: (step: ExecutionStep) => void;
}

export interface RedrivesOptions {
  readonly store: ExecutionStore;
  readonly clock: Clock;
  readonly answer: (executionId: number, event: ExecutionEvent) => Promise<void>;
}

const dayMs = 24 * 60 * 60_000;

export function createRedrives({ store, clock, answer }: RedrivesOptions): Redrives {
  const underWay = new Map<number, { readonly clientToken: string | undefined; readonly done: Promise<void> }>();
  let cancelSweep: (() => void) | undefined;

  const sweep = (): void => {
    store.dropExpiredSnapshots(clock.now());
    cancelSweep = clock.at(clock.now() + dayMs, sweep);
  };

  return {
    redrive(executionId, clientToken) {
      const before = underWay.get(executionId);
      if (before !== undefined) return before.done;
      const done = answer(executionId, { type: "ExecutionRedriven", at: clock.now() }).finally(() =>
        underWay.delete(executionId),
      );
      underWay.set(executionId, { clientToken, done });
      return done;
    },
    underWay: async (executionId) => underWay.get(executionId)?.done,
    resume: sweep,
    close: () => cancelSweep?.(),
    noteToken({ execution, step }) {
      const { clientToken } = underWay.get(execution.id) ?? {};
      if (step.redrivenAt === undefined || clientToken === undefined) return;
      store.noteRedriveToken(execution.id, clientToken, step.redrivenAt);
    },
  };
}
