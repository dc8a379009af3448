import type { DescribeChangeSetOutput } from "@aws-sdk/client-cloudformation";
import { expect, it } from "vitest";
import { inlineCodeZip } from "../../../src/local/cloudformation/resources/inline-code-zip.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

const root = { kind: "root" } as const;
const source = (word: string): string => `exports.handler = async () => "${word}";`;

it("a change set in the mode REVERT_DRIFT puts right what was changed behind the stack's back, and says so", async () => {
  const { cloud, close } = await createTestCloud();
  const Role = await createRole(cloud, { name: "plain", service: "lambda.amazonaws.com" });
  const TemplateBody = JSON.stringify({
    Resources: {
      Function: {
        Type: "AWS::Lambda::Function",
        Properties: {
          FunctionName: "f",
          Code: { ZipFile: source("template") },
          Handler: "index.handler",
          Runtime: "nodejs24.x",
          Role,
        },
      },
      Other: { Type: "AWS::Logs::LogGroup" },
    },
  });
  const say = async (): Promise<string> => {
    const { Payload } = await cloud.call<{ Payload: Uint8Array }>("lambda", "Invoke", { FunctionName: "f" }, root);
    return Buffer.from(Payload).toString();
  };
  const changeSet = async (input: object): Promise<DescribeChangeSetOutput> => {
    const named = { StackName: "demo", ChangeSetName: "next" };
    await callCloudFormation(cloud, "CreateChangeSet", { ...named, TemplateBody, ...input });
    return callCloudFormation<DescribeChangeSetOutput>(cloud, "DescribeChangeSet", named);
  };
  await callCloudFormation(cloud, "CreateStack", { StackName: "demo", TemplateBody });
  await settledStack(cloud, "demo");
  const swapped = { FunctionName: "f", ZipFile: inlineCodeZip(source("swapped")) };
  await cloud.call("lambda", "UpdateFunctionCode", swapped, root);
  expect(await say()).toBe('"swapped"');

  expect(await changeSet({})).toMatchObject({ Status: "FAILED", Changes: [] });
  await callCloudFormation(cloud, "DeleteChangeSet", { StackName: "demo", ChangeSetName: "next" });
  expect(await changeSet({ DeploymentMode: "REVERT_DRIFT" })).toMatchObject({
    Status: "CREATE_COMPLETE",
    Changes: [{ ResourceChange: { Action: "Modify", LogicalResourceId: "Function", Replacement: "False" } }],
  });
  await callCloudFormation(cloud, "ExecuteChangeSet", { StackName: "demo", ChangeSetName: "next" });
  expect(await settledStack(cloud, "demo")).toMatchObject({ StackStatus: "UPDATE_COMPLETE" });
  expect(await say()).toBe('"template"');
  await close();
});
