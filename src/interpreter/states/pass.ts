import type { Json, PassState } from "#asl";
import { effectiveInput, fillTemplate, isJsonPath } from "../core/json-path-fields.ts";
import { leaveState } from "../core/leave-state.ts";
import type { Progress } from "../core/progress.ts";
import { currentOf } from "../core/run.ts";
import type { Run, Steps } from "../core/run.ts";

export function* enterPass(run: Run, threadId: string, state: PassState): Steps<Progress> {
  const { input } = currentOf(run, threadId);
  if (isJsonPath(state)) {
    const fields = { result: resultOf(run, threadId, state) };
    return yield* leaveState(run, threadId, state, { fields, defaultOutput: input });
  }
  return yield* leaveState(run, threadId, state, { fields: {}, defaultOutput: input });
}

/** In JSONPath a Pass state has a result: Result, or the input that Parameters make. */
function resultOf(run: Run, threadId: string, state: PassState): Json {
  if (state.Result !== undefined) return state.Result;
  const input = effectiveInput(run, threadId, state);
  return state.Parameters === undefined ? input : fillTemplate(run, threadId, state.Parameters, input);
}
