import type { Clock } from "../../clock.ts";

/** Receivers that wait for a queue to have something. */
export interface QueueWaiters {
  /** Resolves when the queue is woken, or at the given time. */
  readonly wait: (queueName: string, until: number) => Promise<void>;
  readonly wake: (queueName: string) => void;
  /** Wakes everybody, for good. */
  readonly close: () => void;
  readonly isClosed: () => boolean;
}

export function createQueueWaiters(clock: Clock): QueueWaiters {
  const waiting = new Map<string, Set<() => void>>();
  let closed = false;

  const wake = (queueName: string): void => {
    for (const resume of waiting.get(queueName) ?? []) resume();
  };

  return {
    wait: (queueName, until) =>
      new Promise((resolve) => {
        const queue = waiting.get(queueName) ?? new Set();
        waiting.set(queueName, queue);
        const resume = (): void => {
          cancel();
          queue.delete(resume);
          resolve();
        };
        const cancel = clock.at(until, resume);
        queue.add(resume);
      }),
    wake,
    close() {
      closed = true;
      for (const name of waiting.keys()) wake(name);
    },
    isClosed: () => closed,
  };
}
