import type { ExecutionEvent } from "#interpreter";
import { stoppingError } from "../stopping.ts";

// One serial mailbox per execution, and one delivery for all executions that have mail at the same time: that is what
// makes one fsync serve hundreds of steps.

export interface Mail {
  readonly event: ExecutionEvent;
  /** Called once what the event changed is on disk. */
  readonly committed?: () => void;
  /** Set where somebody waits and can try again: called, and the mail dropped, if the commit fails. Other mail is kept. */
  readonly failed?: (error: unknown) => void;
}

export interface Delivery {
  readonly executionId: number;
  readonly mail: readonly Mail[];
}

export interface Mailboxes {
  readonly post: (executionId: number, mail: Mail) => void;
  /** Resolves when no mail waits and no delivery is under way. */
  readonly settled: () => Promise<void>;
  /** Takes no more mail; resolves when what was posted before is delivered, or cannot be. */
  readonly close: () => Promise<void>;
}

export interface MailboxOptions {
  /** Takes each execution's mail, in order, to its commit. Never called again before it has settled. */
  readonly deliver: (deliveries: readonly Delivery[]) => Promise<void>;
  readonly log: (line: string) => void;
}

// Enough to make the fsync cheap per step, few enough that the event loop is not held for long.
const executionsPerDelivery = 256;
const retryAfterMs = 1_000;

export function createMailboxes({ deliver, log }: MailboxOptions): Mailboxes {
  const boxes = new Map<number, Mail[]>();
  const state: { open: boolean; round: Promise<void> | undefined } = { open: true, round: undefined };

  const run = async (): Promise<void> => {
    // Lets everything that is ready in this turn of the event loop join the first delivery.
    await new Promise((resolve) => setImmediate(resolve));
    while (boxes.size > 0) {
      const deliveries = take(boxes);
      try {
        await deliver(deliveries);
        for (const { mail } of deliveries) for (const { committed } of mail) committed?.();
      } catch (error) {
        // After the next start the event comes again; whoever waits for it hears that it did not happen.
        if (!state.open) return giveUp(boxes, deliveries, error);
        log(`states: a commit failed and is tried again: ${error instanceof Error ? error.message : String(error)}`);
        putBack(boxes, deliveries, error);
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs).unref());
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  return {
    post(executionId, mail) {
      if (!state.open) return mail.failed?.(stoppingError());
      const box = boxes.get(executionId);
      if (box === undefined) boxes.set(executionId, [mail]);
      else box.push(mail);
      state.round ??= run().finally(() => {
        state.round = undefined;
      });
    },
    async settled() {
      while (state.round !== undefined) await state.round;
    },
    async close() {
      state.open = false;
      await state.round;
    },
  };
}

function take(boxes: Map<number, Mail[]>): readonly Delivery[] {
  const deliveries: Delivery[] = [];
  for (const [executionId, mail] of boxes) {
    if (deliveries.length === executionsPerDelivery) break;
    boxes.delete(executionId);
    deliveries.push({ executionId, mail });
  }
  return deliveries;
}

function giveUp(boxes: Map<number, Mail[]>, deliveries: readonly Delivery[], error: unknown): void {
  putBack(boxes, deliveries, error);
  for (const mail of boxes.values()) for (const { failed } of mail) failed?.(error);
  boxes.clear();
}

/** Mail goes back in front of what came meanwhile: the order within an execution is part of its meaning. */
function putBack(boxes: Map<number, Mail[]>, deliveries: readonly Delivery[], error: unknown): void {
  for (const { executionId, mail } of deliveries) {
    const kept: Mail[] = [];
    for (const one of mail) {
      if (one.failed === undefined) kept.push(one);
      else one.failed(error);
    }
    const later = boxes.get(executionId) ?? [];
    if (kept.length + later.length > 0) boxes.set(executionId, [...kept, ...later]);
  }
}
