import { errorNames } from "#asl";
import type { ChoiceState, JsonPathChoiceRule } from "#asl";
import { bindingsOf, evaluateTyped, isBoolean, causeInState } from "../core/evaluate.ts";
import { effectiveInput, inState, isJsonPath } from "../core/json-path-fields.ts";
import { leaveState } from "../core/leave-state.ts";
import type { Exit } from "../core/leave-state.ts";
import type { Progress } from "../core/progress.ts";
import { currentOf } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import { StateFailure } from "../core/state-failure.ts";
import { ThreadScope } from "../core/thread-scope.ts";

/** Takes the first rule whose Condition is true; its own Assign and Output count, the state's belong to Default. */
export function enterChoice(run: Run, threadId: string, state: ChoiceState): Progress {
  if (isJsonPath(state)) return enterJsonPathChoice(run, threadId, state);
  const { input } = currentOf(run, threadId);
  const bindings = bindingsOf(run, threadId);
  for (const [index, rule] of state.Choices.entries()) {
    const location = `Choices[${index}]`;
    const holds = evaluateTyped(run, threadId, {
      template: rule.Condition ?? false,
      field: `${location}/Condition`,
      bindings,
      expected: "boolean",
      isExpected: isBoolean,
    });
    if (holds) return leaveState(run, threadId, rule, { fields: {}, defaultOutput: input, location });
  }
  return leaveByDefault(run, threadId, state);
}

function enterJsonPathChoice(run: Run, threadId: string, state: ChoiceState): Progress {
  const { conditions } = run.machine.jsonPath;
  const document = effectiveInput(run, threadId, state);
  const scope = new ThreadScope(run, threadId, document);
  const rule = inState(run, threadId, () =>
    state.Choices.find((candidate) => conditions.get(candidate as JsonPathChoiceRule)?.(scope)),
  );
  if (rule === undefined) return leaveByDefault(run, threadId, state);
  return leaveState(run, threadId, rule, { fields: {}, defaultOutput: document });
}

function leaveByDefault(run: Run, threadId: string, state: ChoiceState): Progress {
  if (state.Default === undefined) throw noChoiceMatched(run, threadId);
  const exit: Exit = { ...state, Next: state.Default };
  return leaveState(run, threadId, exit, { fields: {}, defaultOutput: currentOf(run, threadId).input });
}

function noChoiceMatched(run: Run, threadId: string): StateFailure {
  const words = "Failed to transition out of the state. The state does not point to a next state.";
  return new StateFailure(errorNames.noChoiceMatched, causeInState(run, threadId, words));
}
