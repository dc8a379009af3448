import type { Snapshot } from "./core/snapshot.ts";
import type { Machine } from "./load/machine.ts";
import type { ExecutionEvent, Transition } from "./types.ts";

/**
 * Takes one event and returns where the execution stands after it, what happened and what the runner must do.
 *
 * The first call has no snapshot and an `ExecutionStarted` event. An event for a task or timer that is over changes nothing
 * (empty `history` and `effects`), so delivering one twice is harmless.
 */
export async function transition(
  machine: Machine,
  snapshot: Snapshot | undefined,
  event: ExecutionEvent,
): Promise<Transition<Snapshot>> {
  throw new Error(`not written yet: ${typeof machine} ${typeof snapshot} ${typeof event}`);
}
