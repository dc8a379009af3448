import type { PassState } from "#asl";
import { isJsonPath } from "../core/json-path-fields.ts";
import { leaveState } from "../core/leave-state.ts";
import type { Progress } from "../core/progress.ts";
import { currentOf, inspect } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import { jsonPathInput } from "../core/task-input.ts";

export function enterPass(run: Run, threadId: string, state: PassState): Progress {
  const { input } = currentOf(run, threadId);
  if (isJsonPath(state)) {
    // In JSONPath a Pass state has a result: Result, or what its fields make of the input.
    if (state.Result !== undefined) inspect(run, "result", state.Result);
    const result = state.Result === undefined ? jsonPathInput(run, threadId, state) : state.Result;
    return leaveState(run, threadId, state, { result, defaultOutput: input });
  }
  return leaveState(run, threadId, state, { defaultOutput: input });
}
