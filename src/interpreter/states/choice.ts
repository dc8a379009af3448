import { errorNames } from "#asl";
import type { ChoiceState, Json, JsonPathChoiceRule } from "#asl";
import { bindingsOf, evaluateTyped, isBoolean, causeInState } from "../core/evaluate.ts";
import { effectiveInput, failureInState, isJsonPath } from "../core/json-path-fields.ts";
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
    if (holds) return leaveState(run, threadId, rule, { defaultOutput: input, location });
  }
  return leaveByDefault(run, threadId, state);
}

function enterJsonPathChoice(run: Run, threadId: string, state: ChoiceState): Progress {
  const document = effectiveInput(run, threadId, state);
  const rule = matchingRule(run, threadId, state, document);
  if (rule === undefined) return leaveByDefault(run, threadId, state);
  return leaveState(run, threadId, rule, { defaultOutput: document });
}

function matchingRule(run: Run, threadId: string, state: ChoiceState, document: Json): Exit | undefined {
  const { conditions } = run.machine.jsonPath;
  const scope = new ThreadScope(run, threadId, document);
  try {
    for (const rule of state.Choices as readonly JsonPathChoiceRule[]) if (conditions.get(rule)?.(scope)) return rule;
    return undefined;
  } catch (error) {
    throw failureInState(run, threadId, error);
  }
}

function leaveByDefault(run: Run, threadId: string, state: ChoiceState): Progress {
  if (state.Default === undefined) throw noChoiceMatched(run, threadId);
  const exit: Exit = { ...state, Next: state.Default };
  return leaveState(run, threadId, exit, { defaultOutput: currentOf(run, threadId).input });
}

function noChoiceMatched(run: Run, threadId: string): StateFailure {
  const words = "Failed to transition out of the state. The state does not point to a next state.";
  return new StateFailure(errorNames.noChoiceMatched, causeInState(run, threadId, words));
}
