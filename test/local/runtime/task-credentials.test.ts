import { afterEach, beforeEach, expect, it } from "vitest";
import type { GetExecutionHistoryOutput, TestStateOutput } from "@aws-sdk/client-sfn";
import type { CreateService } from "../../../src/local/service.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { callStates, createMachine, finished, start } from "./execute.ts";
import { createStatesCloud, roleArn } from "./stand-ins.ts";

let cloud: TestCloud;

/** Lambda that asks for the right to invoke, and says who did. */
const guardedLambda: CreateService = () => ({
  name: "lambda",
  operations: {
    Invoke: {
      members: ["FunctionName", "Payload"],
      authorize: ({ FunctionName }: { FunctionName: string }) => [
        { action: "lambda:InvokeFunction", resource: FunctionName },
      ],
      handle: (_, { principal }) => ({
        StatusCode: 200,
        ExecutedVersion: "$LATEST",
        Payload: Buffer.from(JSON.stringify(principal)),
      }),
    },
  },
});

const helper = "arn:aws:iam::000000000000:role/helper";
const iam = (operation: string, input: object) => cloud.cloud.call("iam", operation, input, { kind: "root" });
const statement = (more: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...more }] });
const allow = (RoleName: string, Action: string, Resource: string) =>
  iam("PutRolePolicy", { RoleName, PolicyName: "anything", PolicyDocument: statement({ Action, Resource }) });
const trust = (AWS: string): string => statement({ Action: "sts:AssumeRole", Principal: { AWS } });

// The machine's own role may do nothing but assume the other, which may invoke.
beforeEach(async () => {
  cloud = await createStatesCloud({ others: [guardedLambda] });
  await iam("CreateRole", { RoleName: "helper", AssumeRolePolicyDocument: trust(roleArn) });
  await allow("helper", "lambda:InvokeFunction", "work");
  await allow("machine", "sts:AssumeRole", helper);
});

afterEach(() => cloud.close());

const call = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Arguments: { FunctionName: "work" },
  Credentials: { RoleArn: "{% $states.input.role %}" },
  Output: "{% $states.result.Payload %}",
  End: true,
};

const run = async (role: unknown = helper) => {
  const executionArn = await start(cloud, await createMachine(cloud, { Call: call }), { role });
  return finished(cloud, executionArn);
};

it("does a task as the role that its Credentials name, and says so in the history", async () => {
  const { executionArn, output } = await run();
  expect(JSON.parse(output ?? "null")).toMatchObject({ kind: "role", roleArn: helper });
  const { events = [] } = await callStates<GetExecutionHistoryOutput>(cloud, "GetExecutionHistory", { executionArn });
  expect(events[2]?.taskScheduledEventDetails).toMatchObject({ taskCredentials: { roleArn: helper } });
});

it("fails where the state machine's role may not assume it, or it does not trust that role", async () => {
  const refused = {
    status: "FAILED",
    error: "States.TaskFailed",
    cause: `The role ${roleArn} is not authorized to assume the task state's role, ${helper}.`,
  };
  await iam("UpdateAssumeRolePolicy", { RoleName: "helper", PolicyDocument: trust(`${roleArn}-2`) });
  expect(await run()).toMatchObject(refused);
  await iam("UpdateAssumeRolePolicy", { RoleName: "helper", PolicyDocument: trust(roleArn) });
  await allow("machine", "sts:AssumeRole", `${helper}-2`);
  expect(await run()).toMatchObject(refused);
  expect(await run(1)).toMatchObject({ status: "FAILED", error: "States.Runtime" });
});

it("is only of use as far as the named role's own rights go", async () => {
  await allow("helper", "lambda:InvokeFunction", "other");
  expect(await run()).toMatchObject({
    status: "FAILED",
    cause: expect.stringContaining("assumed-role/helper/") as string,
  });
});

it("is taken by TestState as well, and refused of an activity's Task", async () => {
  const test = (state: object) =>
    callStates<TestStateOutput>(cloud, "TestState", {
      definition: JSON.stringify({ QueryLanguage: "JSONata", ...state }),
      roleArn,
      input: JSON.stringify({ role: helper }),
    });
  const { output } = await test(call);
  expect(JSON.parse(output ?? "null")).toMatchObject({ roleArn: helper });
  const Resource = "arn:aws:states:us-east-1:000000000000:activity:ask";
  await expect(createMachine(cloud, { Ask: { ...call, Resource } })).rejects.toThrow(
    "Credentials of the Task of an activity are not implemented",
  );
});
