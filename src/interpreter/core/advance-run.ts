import { expressionErrorMessage } from "#asl";
import type { ExecutionEvent } from "../types.ts";
import { applyEvent, applyReply } from "./apply-event.ts";
import { EvaluationNeeded } from "./evaluation.ts";
import type { EvaluationReply, EvaluationRequest } from "./evaluation.ts";
import type { Progress } from "./progress.ts";
import { undoWork } from "./redo-work.ts";
import type { Run } from "./run.ts";
import { attempt } from "./run-thread.ts";
import type { Work } from "./work.ts";

/** Takes an event in and does all that follows from it: at once, unless an expression needs the reference. */
export function advanceRun(run: Run, event: ExecutionEvent): Promise<void> | undefined {
  const request = applyEvent(run, event);
  return request === undefined ? undefined : answer(run, request);
}

async function answer(run: Run, first: EvaluationRequest): Promise<void> {
  let request: EvaluationRequest | undefined = first;
  while (request !== undefined) request = applyReply(run, await evaluate(request));
}

/** Does one piece of work, in a way of one's own: for a state that is tested by itself. */
export async function attemptAlone(
  run: Run,
  work: Work,
  perform: (run: Run, work: Work) => Progress,
): Promise<Progress | undefined> {
  for (;;) {
    try {
      return attempt(run, work, perform);
    } catch (error) {
      if (!(error instanceof EvaluationNeeded)) throw error;
      undoWork(run, await evaluate(error.request));
    }
  }
}

async function evaluate({ expression, bindings }: EvaluationRequest): Promise<EvaluationReply> {
  try {
    return { kind: "value", value: await expression.evaluate(bindings) };
  } catch (error) {
    return { kind: "error", message: expressionErrorMessage(error) };
  }
}
