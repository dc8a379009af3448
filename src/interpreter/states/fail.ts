import type { FailState } from "#asl";
import { bindingsOf, evaluateTyped, isString } from "../core/evaluate.ts";
import type { Progress } from "../core/progress.ts";
import type { Run, Steps } from "../core/run.ts";
import { StateFailure } from "../core/state-failure.ts";

export function* enterFail(run: Run, threadId: string, state: FailState): Steps<Progress> {
  const error = yield* evaluateText(run, threadId, "Error", state.Error);
  const cause = yield* evaluateText(run, threadId, "Cause", state.Cause);
  throw new StateFailure(error, cause);
}

function* evaluateText(
  run: Run,
  threadId: string,
  field: string,
  template: string | undefined,
): Steps<string | undefined> {
  if (template === undefined) return undefined;
  const bindings = bindingsOf(run, threadId);
  return yield* evaluateTyped(run, threadId, { template, field, bindings, expected: "string", isExpected: isString });
}
