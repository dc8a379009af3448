import { expressionErrorMessage } from "#asl";
import { applyEvent } from "./core/apply-event.ts";
import type { EvaluationReply, EvaluationRequest } from "./core/evaluation.ts";
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
  const steps = applyEvent(machine, snapshot, event);
  let step = steps.next();
  while (step.done !== true) step = steps.next(await evaluate(step.value));
  return step.value;
}

async function evaluate({ expression, bindings }: EvaluationRequest): Promise<EvaluationReply> {
  try {
    return { kind: "value", value: await expression.evaluate(bindings) };
  } catch (error) {
    return { kind: "error", message: expressionErrorMessage(error) };
  }
}
