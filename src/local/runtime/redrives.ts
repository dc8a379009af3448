import type { ExecutionEvent } from "#interpreter";
import type { ExecutionStep } from "./commit-steps.ts";
import type { ExecutionStore } from "./execution-store.ts";

/** The redrives that are not committed yet. */
export interface Redrives {
  readonly redrive: (executionId: number, clientToken?: string) => Promise<void>;
  readonly underWay: (executionId: number) => Promise<unknown>;
  /** Keeps the token of the request together with what it did; called inside the transaction of its step. */
  readonly noteToken: (step: ExecutionStep) => void;
}

export interface RedrivesOptions {
  readonly store: ExecutionStore;
  readonly now: () => number;
  readonly answer: (executionId: number, event: ExecutionEvent) => Promise<void>;
}

export function createRedrives({ store, now, answer }: RedrivesOptions): Redrives {
  const underWay = new Map<number, { readonly clientToken: string | undefined; readonly done: Promise<void> }>();

  return {
    redrive(executionId, clientToken) {
      const before = underWay.get(executionId);
      if (before !== undefined) return before.done;
      const done = answer(executionId, { type: "ExecutionRedriven", at: now() }).finally(() =>
        underWay.delete(executionId),
      );
      underWay.set(executionId, { clientToken, done });
      return done;
    },
    underWay: async (executionId) => underWay.get(executionId)?.done,
    noteToken({ execution, step }) {
      const { clientToken } = underWay.get(execution.id) ?? {};
      if (step.redrivenAt === undefined || clientToken === undefined) return;
      store.noteRedriveToken(execution.id, clientToken, step.redrivenAt);
    },
  };
}
