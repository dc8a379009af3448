import type { Json } from "#asl";
import { testState, TestStateRefusal } from "#interpreter";
import type { TestStateResponse } from "#interpreter";
import { nodeHash } from "#node";
import { callRecordedFunction } from "../../src/cli/simulate/recorded-function.ts";
import { requestOf } from "../../src/cli/simulate/replay-test-state.ts";
import type { Corpus, RecordedCase } from "./recorded-case.ts";

/** A TestState call as it was recorded: its answer, what AWS refused it with, or what the client said of that. */
export interface RecordedTest extends RecordedCase {
  readonly args: Readonly<Record<string, unknown>>;
}

export interface TestStateDifferences {
  readonly status: string | null;
  /** Of everything else that was answered. */
  readonly output: string | null;
}

/** Makes the recorded call and compares what it answers. */
export async function judgeTestState(recorded: RecordedTest, diff: Corpus["diff"]): Promise<TestStateDifferences> {
  const expected = recorded.expected as Readonly<Record<string, unknown>>;
  const actual = await answerOf(recorded);
  if (typeof expected.raw === "string") return compareClientText(expected.raw, actual, diff);
  const { Error: refusal } = expected as { readonly Error?: { readonly Code: string; readonly Message: string } };
  if (refusal !== undefined || actual instanceof TestStateRefusal) {
    const ours = actual instanceof TestStateRefusal ? { Code: actual.code, Message: actual.message } : actual;
    const code = actual instanceof TestStateRefusal ? actual.code : actual.status;
    return {
      status: diff(refusal?.Code ?? expected.status, code, "code"),
      output: diff(refusal ?? expected, ours, "answer"),
    };
  }
  return { status: diff(expected.status, actual.status, "status"), output: diff(expected, decoded(actual), "answer") };
}

/** What the client printed: of a request that it refuses by itself, only that it is refused here, too. */
function compareClientText(
  text: string,
  actual: TestStateResponse | TestStateRefusal,
  diff: Corpus["diff"],
): TestStateDifferences {
  if (!(actual instanceof TestStateRefusal)) return { status: `answered ${actual.status}`, output: `${text} expected` };
  if (text.startsWith("Parameter validation failed")) return { status: null, output: null };
  const printed = `An error occurred (${actual.code}) when calling the TestState operation: ${actual.message}`;
  const code = /^An error occurred \((\w+)\)/u.exec(text)?.[1];
  return { status: diff(code, actual.code, "code"), output: diff(text, printed, "answer") };
}

async function answerOf(recorded: RecordedTest): Promise<TestStateResponse | TestStateRefusal> {
  try {
    return await testState(requestOf({ ...recorded, args: { ...recorded.args, ...roleOf(recorded) } }), {
      hash: nodeHash,
      performTask: async (task) => recordedResult(recorded) ?? callRecordedFunction(recorded.resources, task) ?? null,
      account: "111111111111",
    });
  } catch (error) {
    if (error instanceof TestStateRefusal) return error;
    throw error;
  }
}

/** What a task that was not mocked gave: it is recorded nowhere but in the answer, as the result or as the output of a state that adds nothing. */
function recordedResult({ definition, expected }: RecordedTest): Json | undefined {
  const { inspectionData, output } = expected as {
    readonly inspectionData?: { readonly result?: Json };
    readonly output?: Json;
  };
  const shapesOutput = ["ResultSelector", "ResultPath", "OutputPath", "Output"].some(
    (field) => field in (definition as object),
  );
  return inspectionData?.result ?? (shapesOutput ? undefined : output);
}

/** The recording dropped the roles of the calls; what was answered tells those that had none. */
function roleOf({ expected }: RecordedTest): { readonly roleArn?: null } {
  return /"RoleArn":null|RoleArn must be specified/u.test(JSON.stringify(expected)) ? { roleArn: null } : {};
}

/** The recording holds the documents in the answer as JSON. */
function decoded({ output, inspectionData, ...rest }: TestStateResponse): unknown {
  const parse = (text: unknown): unknown => (typeof text === "string" ? (JSON.parse(text) as unknown) : text);
  const inspected = inspectionData && Object.entries(inspectionData).map(([name, value]) => [name, parse(value)]);
  return {
    ...rest,
    ...(output === undefined ? {} : { output: parse(output) }),
    ...(inspected === undefined ? {} : { inspectionData: Object.fromEntries(inspected) }),
  };
}
