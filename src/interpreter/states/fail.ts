import type { FailState, Json } from "#asl";
import { bindingsOf, evaluateTyped, isString } from "../core/evaluate.ts";
import { effectiveInput, failureInState, isJsonPath, jsonPathFailure, plainText } from "../core/json-path-fields.ts";
import type { Progress } from "../core/progress.ts";
import { currentOf } from "../core/run.ts";
import type { Run } from "../core/run.ts";
import type { Evaluate } from "../payload-templates/compile-value.ts";
import { StateFailure } from "../core/state-failure.ts";
import { ThreadScope } from "../core/thread-scope.ts";

export function enterFail(run: Run, threadId: string, state: FailState): Progress {
  if (isJsonPath(state)) throw jsonPathFail(run, threadId, state);
  const error = evaluateText(run, threadId, "Error", state.Error);
  const cause = evaluateText(run, threadId, "Cause", state.Cause);
  throw new StateFailure(error, cause);
}

function evaluateText(run: Run, threadId: string, field: string, template: string | undefined): string | undefined {
  if (template === undefined) return undefined;
  const bindings = bindingsOf(run, threadId);
  return evaluateTyped(run, threadId, { template, field, bindings, expected: "string", isExpected: isString });
}

function jsonPathFail(run: Run, threadId: string, state: FailState): StateFailure {
  const { Error: error, Cause: cause, ErrorPath: errorPath, CausePath: causePath } = state;
  // A Fail state has no InputPath, but a test shows what it would leave.
  effectiveInput(run, threadId, state);
  return new StateFailure(
    errorPath === undefined ? error : textAt(run, threadId, "ErrorPath", errorPath),
    causePath === undefined ? cause : textAt(run, threadId, "CausePath", causePath),
  );
}

function valueOf(run: Run, threadId: string, evaluate: Evaluate): Json {
  try {
    return evaluate(new ThreadScope(run, threadId, currentOf(run, threadId).input));
  } catch (error) {
    throw failureInState(run, threadId, error);
  }
}

function textAt(run: Run, threadId: string, field: string, source: string): string {
  const evaluate = run.machine.jsonPath.texts.get(`${field}: ${source}`);
  if (evaluate === undefined) throw new Error(`not compiled: ${source}. This is a bug in the interpreter`);
  const value = valueOf(run, threadId, evaluate);
  if (typeof value === "string") return value;
  const words = `The ${field} field refers to value "${plainText(value)}" which is not a valid string: ${source}`;
  throw jsonPathFailure(run, threadId, words);
}
