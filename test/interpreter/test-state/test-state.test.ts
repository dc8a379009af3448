import { describe, expect, it } from "vitest";
import { testState, TestStateRefusal, TaskFailure } from "#interpreter";
import type { TestStateOptions, TestStateRequest } from "#interpreter";

const task = (more: object = {}): TestStateRequest => ({
  definition: JSON.stringify({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more, End: true }),
  roleArn: "arn:aws:iam::000000000000:role/test",
  input: '{ "FunctionName": "f" }',
});

describe("testState", () => {
  it("does a task that is not mocked", async () => {
    const { status, output } = await testState(task(), {
      performTask: async ({ resource, arguments: given }) => ({ resource, given }),
    });
    expect(status).toBe("SUCCEEDED");
    expect(JSON.parse(output ?? "")).toEqual({
      resource: "arn:aws:states:::lambda:invoke",
      given: { FunctionName: "f" },
    });
  });

  it("fails a task as the worker fails it", async () => {
    const performTask: TestStateOptions["performTask"] = async () => {
      throw new TaskFailure("Lambda.TooManyRequestsException", "Rate Exceeded.");
    };
    const response = await testState(task({ Retry: [{ ErrorEquals: ["States.TaskFailed"] }] }), { performTask });
    expect(response).toEqual({
      status: "RETRIABLE",
      error: "Lambda.TooManyRequestsException",
      cause: "Rate Exceeded.",
    });
  });

  it("times a task out by the sleep that it is given", async () => {
    const slept: number[] = [];
    const response = await testState(task({ TimeoutSeconds: 20 }), {
      performTask: () => new Promise(() => undefined),
      sleep: async (milliseconds) => void slept.push(milliseconds),
    });
    expect(slept).toEqual([20_000]);
    expect(response).toEqual({ status: "FAILED", error: "States.Timeout" });
  });

  it("times a task out that sends no heartbeats", async () => {
    const response = await testState(task({ TimeoutSeconds: 20, HeartbeatSeconds: 5 }), {
      performTask: () => new Promise(() => undefined),
      sleep: async () => undefined,
    });
    expect(response).toEqual({ status: "FAILED", error: "States.HeartbeatTimeout" });
  });

  it("gives a test five minutes", async () => {
    const slept: number[] = [];
    await testState(task(), {
      performTask: () => new Promise(() => undefined),
      sleep: async (milliseconds) => void slept.push(milliseconds),
    });
    expect(slept).toEqual([300_000]);
  });

  it("passes texts on as they were given", async () => {
    const definition = JSON.stringify({ Type: "Pass", QueryLanguage: "JSONata", End: true });
    const input = '{ "a":  1.0 }';
    expect(await testState({ definition, input, inspectionLevel: "DEBUG" })).toEqual({
      status: "SUCCEEDED",
      output: input,
      inspectionData: { input },
    });
  });

  it.each([
    [{ definition: "{" }, "InvalidDefinition", /^Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: /],
    [{ definition: "[]" }, "InvalidDefinition", /valid JSON object/],
    [
      { definition: '{"Type":"Succeed"}', input: "{" },
      "InvalidExecutionInput",
      /^Invalid State Machine Execution Input: '/,
    ],
    [{ definition: '{"Type":"Succeed"}', variables: "{" }, "ValidationException", /Variables must be valid JSON/],
    [{ definition: '{"Type":"Succeed"}', variables: "[]" }, "ValidationException", /Variables must be a JSON object/],
    [{ ...task(), mock: { result: "{}" }, context: "{" }, "ValidationException", /^Invalid Context object provided/],
    [{ ...task(), mock: { result: "{}" }, context: "1" }, "ValidationException", /^Invalid Context object provided/],
    [
      { ...task(), stateConfiguration: { retrierRetryCount: -1 } },
      "ValidationException",
      /'stateConfiguration.retrierRetryCount' failed .* greater than or equal to 0/,
    ],
  ] as const)("refuses %j", async (request, code, message) => {
    const refused = await testState(request).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TestStateRefusal);
    expect(refused).toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
