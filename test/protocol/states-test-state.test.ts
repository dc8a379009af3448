import { TestStateCommand } from "@aws-sdk/client-sfn";
import type { TestStateCommandInput } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roleArn } from "../local/runtime/stand-ins.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { openStates, refusal, type StatesClient } from "./states-client.ts";

const clock = createManualClock();
let client: StatesClient;
const hanging = Promise.withResolvers<void>();

beforeAll(async () => {
  client = await openStates({
    clock,
    lambda: async (payload) => {
      if (payload.wait === true) {
        hanging.resolve();
        await new Promise(() => undefined);
      }
      if (payload.fail === true) throw new TypeError("asked to fail");
      return { doubled: Number(payload.number) * 2 };
    },
  });
});

afterAll(() => client.close());

const test = (input: TestStateCommandInput) => client.sfn.send(new TestStateCommand(input));

const invoke = (more: object = {}): string =>
  JSON.stringify({
    Type: "Task",
    QueryLanguage: "JSONata",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: "double", Payload: "{% $states.input %}" },
    Output: "{% $states.result.Payload %}",
    ...more,
    End: true,
  });

describe("TestState", () => {
  it("does a task with the role that is given", async () => {
    const { status, output, inspectionData } = await test({
      definition: invoke(),
      roleArn,
      input: '{"number":21}',
      inspectionLevel: "DEBUG",
    });
    expect([status, output]).toEqual(["SUCCEEDED", '{"doubled":42}']);
    expect(JSON.parse(inspectionData?.afterArguments ?? "")).toEqual({
      FunctionName: "double",
      Payload: { number: 21 },
    });
    expect(JSON.parse(inspectionData?.result ?? "")).toMatchObject({ Payload: { doubled: 42 }, StatusCode: 200 });
  });

  it("tells the function's error, and who catches it", async () => {
    const Catch = [{ ErrorEquals: ["TypeError"], Output: "{% $states.errorOutput.Error %}", Next: "Handle" }];
    const response = await test({ definition: invoke({ Catch }), roleArn, input: '{"fail":true}' });
    expect(response).toMatchObject({
      status: "CAUGHT_ERROR",
      error: "TypeError",
      cause: '{"errorType":"TypeError","errorMessage":"asked to fail"}',
      nextState: "Handle",
      output: '"TypeError"',
    });
  });

  it("may do no more than the role", async () => {
    const definition = JSON.stringify({
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:listStateMachines",
      Parameters: {},
      End: true,
    });
    expect(await test({ definition, roleArn })).toMatchObject({ status: "SUCCEEDED" });
    expect(await test({ definition, roleArn: roleArn.replace(/machine$/, "powerless") })).toMatchObject({
      status: "FAILED",
      error: "Sfn.SfnException",
      cause: expect.stringContaining("states:ListStateMachines"),
    });
  });

  it("refuses a role that Step Functions cannot assume", async () => {
    const distrustful = roleArn.replace(/machine$/, "distrustful");
    const [code] = await refusal(test({ definition: invoke(), roleArn: distrustful }));
    expect(code).toBe("AccessDeniedException");
  });

  it("times a task out by the cloud's clock", async () => {
    const answer = test({ definition: invoke({ TimeoutSeconds: 60 }), roleArn, input: '{"wait":true}' });
    await hanging.promise;
    clock.advance(60_000);
    expect(await answer).toMatchObject({ status: "FAILED", error: "States.Timeout" });
  });

  it("takes a mock, a context, variables and a configuration", async () => {
    const response = await test({
      definition: invoke({
        Arguments: "{% { 'FunctionName': $name, 'Payload': $states.context.Execution.Name } %}",
        Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2, MaxAttempts: 3 }],
      }),
      variables: '{"name":"double"}',
      context: '{"Execution":{"Name":"mine"}}',
      mock: { errorOutput: { error: "Busy", cause: "again" } },
      stateConfiguration: { retrierRetryCount: 1 },
      inspectionLevel: "TRACE",
    });
    expect(response).toMatchObject({
      status: "RETRIABLE",
      error: "Busy",
      inspectionData: {
        afterArguments: '{"FunctionName":"double","Payload":"mine"}',
        variables: '{"name":"double"}',
        errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 4 },
      },
    });
  });

  it.each([
    [{ definition: '{"Type":"Pass"}' }, "InvalidDefinition", /^Invalid State Machine Definition/],
    [
      { definition: '{"Type":"Succeed"}', input: "{" },
      "InvalidExecutionInput",
      /^Invalid State Machine Execution Input/,
    ],
    [{ definition: invoke() }, "ValidationException", /^RoleArn must be specified when testing a Task state$/],
    [{ definition: invoke(), mock: { result: "[]" } }, "ValidationException", /must be a JSON object/],
    [
      { definition: '{"Type":"Task","Resource":"arn:aws:states:::eks:call","End":true}', roleArn },
      "InvalidDefinition",
      /arn:aws:states:::eks:call' is not implemented by the local cloud/,
    ],
  ] as const)("refuses %j", async (input, code, message) => {
    expect(await refusal(test(input))).toEqual([code, expect.stringMatching(message)]);
  });

  it("needs rights of its own, to pass the role and to reveal secrets", async () => {
    const { cloud } = client.cloud;
    const call = (input: object): Promise<unknown> => {
      const principal = { kind: "role", roleArn: roleArn.replace(/machine$/, "powerless"), sessionName: "s" } as const;
      return cloud.call("states", "TestState", { definition: '{"Type":"Succeed"}', ...input }, principal);
    };
    const allow = (...actions: readonly string[]) =>
      cloud.call(
        "iam",
        "PutRolePolicy",
        {
          RoleName: "powerless",
          PolicyName: "tests",
          PolicyDocument: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
          }),
        },
        { kind: "root" },
      );
    await expect(call({})).rejects.toThrow("states:TestState");
    await allow("states:TestState");
    await expect(call({})).resolves.toEqual({ status: "SUCCEEDED", output: "{}" });
    await expect(call({ roleArn })).rejects.toThrow("iam:PassRole");
    await expect(call({ revealSecrets: true })).rejects.toThrow("states:RevealSecrets");
    await allow("states:TestState", "states:RevealSecrets", "iam:PassRole");
    await expect(call({ roleArn, revealSecrets: true })).resolves.toMatchObject({ status: "SUCCEEDED" });
  });
});
