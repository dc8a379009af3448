import { testState, type TestStateRequest, TestStateRefusal, type TestStateResponse } from "#interpreter";
import { nodeHash as hash } from "#node";
import { definitionText, type RecordedCase } from "./recorded-case.ts";
import { callRecordedFunction } from "./recorded-function.ts";

/** What a refused TestState call is answered with. */
export interface RefusedTest {
  readonly Error: { readonly Code: string; readonly Message: string };
}

/** The role of a call that says nothing of one; `args.roleArn: null` is a call without. */
const defaultRole = "arn:aws:iam::111111111111:role/test";

/** Makes a recorded TestState call. */
export async function replayTestState(recorded: RecordedCase): Promise<TestStateResponse | RefusedTest> {
  try {
    return await testState(requestOf(recorded), {
      hash,
      account: "111111111111",
      performTask: async (task) => {
        const answer = callRecordedFunction(recorded.resources, task);
        if (answer === undefined) throw new Error(`no mock and no function answers the task of ${task.stateName}`);
        return answer;
      },
    });
  } catch (error) {
    if (error instanceof TestStateRefusal) return { Error: { Code: error.code, Message: error.message } };
    throw error;
  }
}

export function requestOf(recorded: RecordedCase): TestStateRequest {
  const { input, args = {} } = recorded;
  const { roleArn = defaultRole, ...rest } = args;
  return {
    definition: definitionText(recorded),
    // A recording has no other word for an input that was not given.
    ...(input == null ? {} : { input: JSON.stringify(input) }),
    ...(roleArn === null ? {} : { roleArn }),
    ...rest,
  } as TestStateRequest;
}
