import type { Json, State } from "#asl";
import { isRecord } from "../is-record.ts";
import { isList } from "../is-list.ts";
import { goesOn, isActivity } from "../states/task-resource.ts";
import type { ErrorAndCause } from "../types.ts";
import { invalidDefinition, invalidRequest } from "./refusal.ts";
import { checkResult } from "./response-shapes/check-result.ts";
import type { TestStateMock, TestStateRequest } from "./types.ts";

/** What a state gives in place of being done. */
export type Mock = { readonly result: Json } | { readonly failure: ErrorAndCause };

/** Reads the mock of a request; refuses one that the state cannot have or give, and its absence where there must be one. */
export async function checkMock(
  { mock, roleArn, revealSecrets, stateConfiguration }: TestStateRequest,
  state: State,
): Promise<Mock | undefined> {
  if (mock === undefined) {
    checkUnmocked(state, roleArn);
    if (stateConfiguration?.mapIterationFailureCount === undefined) return undefined;
    throw invalidRequest("Map iteration failure count can only be specified when a mock is specified");
  }
  if (state.Type !== "Task" && state.Type !== "Map" && state.Type !== "Parallel") {
    throw invalidRequest(`State type '${state.Type}' is not supported when a mock is specified`);
  }
  if (revealSecrets === true) {
    throw invalidRequest("TestState does not support RevealSecrets when a mock is specified.");
  }
  const { result, errorOutput } = mock;
  if (result !== undefined && errorOutput !== undefined) {
    throw invalidRequest("A test mock should have only one of the following fields: [result, errorOutput].");
  }
  if (errorOutput !== undefined) return { failure: errorOutput };
  if (result === undefined) {
    throw invalidRequest("A test mock should have one of the following fields: [result, errorOutput].");
  }
  return { result: await checkMockedResult(result, state, mock) };
}

function checkUnmocked(state: State, roleArn: string | undefined): void {
  if (state.Type === "Map" || state.Type === "Parallel") {
    throw invalidDefinition(
      "TestState API does not support Map or Parallel states. " +
        "Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
    );
  }
  if (state.Type !== "Task") return;
  if (isActivity(state.Resource))
    throw invalidDefinition("TestState API does not support Activity tasks without a mock");
  if (goesOn(state.Resource)) {
    const patterns = "'.sync' or '.waitForTaskToken' service integration patterns";
    throw invalidDefinition(`TestState API does not support ${patterns} without a mock`);
  }
  if (roleArn === undefined) throw invalidRequest("RoleArn must be specified when testing a Task state");
}

async function checkMockedResult(
  text: string,
  state: Extract<State, { readonly Type: "Task" | "Map" | "Parallel" }>,
  { fieldValidationMode = "STRICT" }: TestStateMock,
): Promise<Json> {
  const result = parseResult(text);
  if (state.Type === "Task") {
    if (fieldValidationMode !== "NONE") await checkResult(state.Resource, result, fieldValidationMode);
  } else if (state.Type === "Map" && state.ResultWriter?.Resource !== undefined) {
    // Then the result says where the results were written.
    if (!isRecord(result)) throw invalidRequest("Mocked result must be a JSON object.");
  } else if (!isList(result)) {
    throw invalidRequest("Mocked result must be an array.");
  } else if (state.Type === "Parallel" && result.length !== state.Branches.length) {
    throw invalidRequest("Mocked result must have one element for each branch of the Parallel state.");
  }
  return result;
}

function parseResult(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalidRequest("Mocked result must be valid JSON");
  }
}
