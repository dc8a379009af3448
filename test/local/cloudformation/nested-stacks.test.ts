import type { DescribeStackResourcesOutput, DescribeStacksOutput, Stack } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceName } from "../../../src/local/service.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

const inner = (retention: number, others: object = {}): string =>
  JSON.stringify({
    Parameters: { Word: { Type: "String" } },
    Resources: {
      Setting: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: { Ref: "Word" } } },
      Log: { Type: "AWS::Logs::LogGroup", DependsOn: "Setting", Properties: { RetentionInDays: retention } },
    },
    Outputs: { Said: { Value: { "Fn::GetAtt": ["Setting", "Value"] } }, LogName: { Value: { Ref: "Log" } } },
    ...others,
  });
const outer = (key: string, word: string): string =>
  JSON.stringify({
    Resources: {
      Inner: {
        Type: "AWS::CloudFormation::Stack",
        Properties: {
          TemplateURL: { "Fn::Join": ["", ["https://s3.us-east-1.", { Ref: "AWS::URLSuffix" }, `/templates/${key}`]] },
          Parameters: { Word: word },
        },
      },
      After: {
        Type: "AWS::SSM::Parameter",
        Properties: { Type: "String", Value: { "Fn::GetAtt": ["Inner", "Outputs.Said"] } },
      },
    },
    Outputs: { Said: { Value: { "Fn::GetAtt": ["After", "Value"] } } },
  });

describe("nested stacks", () => {
  let running: TestCloud;
  const call = <Output>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    running.cloud.call<Output>(service, operation, input, { kind: "root" });
  beforeAll(async () => {
    running = await createTestCloud();
    await call("s3", "CreateBucket", { Bucket: "templates" });
    const templates = {
      "first.json": inner(7),
      "second.json": inner(30),
      "broken.json": inner(31),
      "unknown.json": JSON.stringify({ Resources: { Fleet: { Type: "AWS::EC2::Fleet" } } }),
    };
    for (const [Key, Body] of Object.entries(templates)) {
      await call("s3", "PutObject", { Bucket: "templates", Key, Body: Buffer.from(Body) });
    }
  });
  afterAll(() => running.close());

  const deploy = async (operation: "CreateStack" | "UpdateStack", name: string, body: string): Promise<Stack> => {
    await callCloudFormation(running.cloud, operation, { StackName: name, TemplateBody: body });
    return settledStack(running.cloud, name);
  };
  const innerOf = async (name: string): Promise<Stack> => {
    const { StackResources = [] } = await callCloudFormation<DescribeStackResourcesOutput>(
      running.cloud,
      "DescribeStackResources",
      { StackName: name },
    );
    const StackName = StackResources.find((one) => one.LogicalResourceId === "Inner")?.PhysicalResourceId;
    const { Stacks } = await callCloudFormation<DescribeStacksOutput>(running.cloud, "DescribeStacks", { StackName });
    return Stacks?.[0] as Stack;
  };
  const outputs = ({ Outputs = [] }: Stack): Record<string, string | undefined> =>
    Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));

  it("are made with their parameters, and their outputs are attributes", async () => {
    const stack = await deploy("CreateStack", "demo", outer("first.json", "hello"));
    expect(stack).toMatchObject({ StackStatus: "CREATE_COMPLETE", Outputs: [{ OutputValue: "hello" }] });
    expect(await innerOf("demo")).toMatchObject({
      StackName: expect.stringMatching(/^demo-Inner-[A-Z0-9]{12}$/) as string,
      StackStatus: "CREATE_COMPLETE",
      ParentId: stack.StackId,
      RootId: stack.StackId,
    });
  });

  it("are updated in place", async () => {
    const before = await innerOf("demo");
    const stack = await deploy("UpdateStack", "demo", outer("second.json", "again"));
    expect(stack).toMatchObject({ StackStatus: "UPDATE_COMPLETE", Outputs: [{ OutputValue: "again" }] });
    const after = await innerOf("demo");
    expect(after).toMatchObject({ StackId: before.StackId, StackStatus: "UPDATE_COMPLETE" });
    expect(outputs(after)).toMatchObject({ Said: "again", LogName: outputs(before)["LogName"] });
  });

  it("that fail roll their parent back, whose reason names the nested stack's", async () => {
    const stack = await deploy("UpdateStack", "demo", outer("broken.json", "third"));
    expect(stack).toMatchObject({ StackStatus: "UPDATE_ROLLBACK_COMPLETE", Outputs: [{ OutputValue: "again" }] });
    expect(outputs(await innerOf("demo"))).toMatchObject({ Said: "again" });
    const events = JSON.stringify(
      await callCloudFormation(running.cloud, "DescribeStackEvents", { StackName: "demo" }),
    );
    expect(events).toMatch(
      /Embedded stack arn:aws:cloudformation:[^ ]*demo-Inner-[^ ]* was not successfully updated. Currently in UPDATE_ROLLBACK_COMPLETE with reason: The following resource\(s\) failed to update: \[Log\]\./,
    );
  });

  it("are deleted with their parent", async () => {
    const { StackId = "" } = await settledStack(running.cloud, "demo");
    const nested = await innerOf("demo");
    await callCloudFormation(running.cloud, "DeleteStack", { StackName: "demo" });
    expect((await settledStack(running.cloud, StackId)).StackStatus).toBe("DELETE_COMPLETE");
    expect((await settledStack(running.cloud, nested.StackId ?? "")).StackStatus).toBe("DELETE_COMPLETE");
    expect(await call("logs", "DescribeLogGroups", {})).toMatchObject({ logGroups: [] });
  });

  it("with an unknown resource type are refused before anything is made", async () => {
    const body = JSON.parse(outer("unknown.json", "x")) as { Resources: Record<string, { Properties: object }> };
    body.Resources["Inner"]!.Properties = { TemplateURL: "https://templates.s3.amazonaws.com/unknown.json" };
    body.Resources["After"] = { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: "x" } } as never;
    const TemplateBody = JSON.stringify({ Resources: body.Resources });
    const named = { StackName: "checked", ChangeSetName: "first" };
    await callCloudFormation(running.cloud, "CreateChangeSet", { ...named, ChangeSetType: "CREATE", TemplateBody });
    expect(await callCloudFormation(running.cloud, "DescribeChangeSet", named)).toMatchObject({ Status: "FAILED" });
    const stack = await deploy("CreateStack", "unknown", TemplateBody);
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    const events = JSON.stringify(
      await callCloudFormation(running.cloud, "DescribeStackEvents", { StackName: "unknown" }),
    );
    expect(events).toContain(
      "AWS::EC2::Fleet is not implemented by the local cloud (resource Fleet of the nested stack)",
    );
    expect(events).not.toContain("AWS::SSM::Parameter");
  });
});
