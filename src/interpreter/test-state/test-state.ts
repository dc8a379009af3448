import type { Json } from "#asl";
import { isRecord } from "../is-record.ts";
import type { Inspection } from "../core/inspection.ts";
import { defaultStart } from "../run-execution.ts";
import { checkConstraints } from "./check-request.ts";
import { checkMock } from "./check-mock.ts";
import { inspectionData } from "./inspection-data.ts";
import { invalidRequest, TestStateRefusal } from "./refusal.ts";
import { runTestedState } from "./run-tested-state.ts";
import { givenContext, testedContext } from "./tested-context.ts";
import { statesInside, testedState } from "./tested-state.ts";
import type { TestedState } from "./tested-state.ts";
import type { TestStateOptions, TestStateRequest, TestStateResponse } from "./types.ts";

/**
 * Tests one state as Step Functions' TestState does: runs it with an input, and shows its output, where control goes and, at
 * the level DEBUG, each step of its data. Throws `TestStateRefusal` where AWS refuses the request.
 *
 * @example
 * ```ts
 * const { output, nextState } = await testState({
 *   definition: JSON.stringify(definition),
 *   stateName: "ChargeCard",
 *   input: JSON.stringify({ orderId: "1" }),
 *   mock: { result: JSON.stringify({ Payload: { chargeId: "2" } }) },
 * });
 * ```
 */
export async function testState(request: TestStateRequest, options: TestStateOptions = {}): Promise<TestStateResponse> {
  const { at = defaultStart, region = "us-east-1", account = "000000000000", id = "test", hash } = options;
  checkConstraints(request);
  const inputText = request.input ?? "{}";
  const input = parseInput(inputText);
  const variables = parseVariables(request.variables);
  const machineOptions = hash === undefined ? {} : { hash };
  const tested = testedState(request, Object.keys(variables), machineOptions);
  const { state } = tested;
  const mock = await checkMock(request, state);
  if (mock === undefined) options.checkUnmocked?.(state);
  const given = checkContext(request, tested);
  const configuration = checkConfiguration(request, tested);
  const context = testedContext(request, { state, input, given }, { at, region, account, id });
  const inspection: Inspection = { context, values: {}, error: {} };
  // AWS's guide: only "without providing a context parameter".
  const hasItem = tested.isIteration && given === undefined;
  const test = { tested, input, variables, inspection, mock, configuration, hasItem, options, at };
  const { status, output, nextState, variables: after } = await runTestedState(test);
  const isShown = request.inspectionLevel === "DEBUG" || request.inspectionLevel === "TRACE";
  const { error, cause } = status === "SUCCEEDED" ? {} : (inspection.failure ?? {});
  return {
    status,
    // What a state passes on unchanged keeps its text.
    ...(output === undefined ? {} : { output: output === input ? inputText : JSON.stringify(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(nextState === undefined ? {} : { nextState }),
    ...(isShown ? { inspectionData: inspectionData(state, inspection, { inputText, variables: after }) } : {}),
  };
}

function parseInput(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TestStateRefusal("InvalidExecutionInput", `Invalid State Machine Execution Input: '${reason}'`);
  }
}

function parseVariables(text = "{}"): Readonly<Record<string, Json>> {
  let variables: unknown;
  try {
    variables = JSON.parse(text);
  } catch {
    throw invalidRequest("Variables must be valid JSON");
  }
  if (!isRecord(variables)) throw invalidRequest("Variables must be a JSON object");
  return variables;
}

function checkContext({ context, mock }: TestStateRequest, { state }: TestedState) {
  if (context === undefined) return undefined;
  // AWS: "This field may only be specified if a mock is specified in the same request."
  if (mock === undefined) throw invalidRequest("Context can only be specified when a mock is specified");
  return givenContext(context, state);
}

function checkConfiguration({ stateConfiguration = {} }: TestStateRequest, { state }: TestedState) {
  const { errorCausedByState: name } = stateConfiguration;
  const hasBranches = state.Type === "Map" || state.Type === "Parallel";
  if (name !== undefined && hasBranches && !statesInside(state).includes(name)) {
    throw invalidRequest(`State '${name}' of errorCausedByState is not inside the state under test`);
  }
  return stateConfiguration;
}
