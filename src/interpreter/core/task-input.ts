import type { Json, ParallelState, PassState, TaskState } from "#asl";
import { bindingsOf, evaluateField } from "./evaluate.ts";
import { effectiveInput, fillTemplate, isJsonPath, jsonPathFailure } from "./json-path-fields.ts";
import { currentOf, inspect } from "./run.ts";
import type { Run } from "./run.ts";

/** What a Task or the branches of a Parallel are given: Arguments, in JSONPath Parameters; else the state's input. */
export function taskInput(run: Run, threadId: string, state: TaskState | ParallelState): Json {
  if (isJsonPath(state)) return jsonPathInput(run, threadId, state);
  if (state.Arguments === undefined) return currentOf(run, threadId).input;
  const input = evaluateField(run, threadId, state.Arguments, "Arguments", bindingsOf(run, threadId));
  inspect(run, "afterArguments", input);
  return input;
}

/** What InputPath and Parameters make of the state's input. */
export function jsonPathInput(run: Run, threadId: string, state: TaskState | ParallelState | PassState): Json {
  const input = withParameters(run, threadId, state);
  inspect(run, "afterParameters", input);
  return input;
}

function withParameters(run: Run, threadId: string, state: TaskState | ParallelState | PassState): Json {
  const input = effectiveInput(run, threadId, state);
  if (state.Parameters === undefined) return input;
  // Seen on AWS, in these words, where the state before had given null.
  if (input === null)
    throw jsonPathFailure(run, threadId, "Unable to apply Path transformation to null or empty input.");
  return fillTemplate(run, threadId, state.Parameters, input);
}

/** The role that a Task is done with, where it says one. */
export function taskCredentials(run: Run, threadId: string, state: TaskState): Json | undefined {
  const { Credentials: template } = state;
  if (template === undefined) return undefined;
  if (isJsonPath(state)) return fillTemplate(run, threadId, template, effectiveInput(run, threadId, state));
  return evaluateField(run, threadId, template, "Credentials", bindingsOf(run, threadId));
}
