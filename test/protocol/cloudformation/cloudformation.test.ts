import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListChangeSetsCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  paginateDescribeStackEvents,
  UpdateStackCommand,
  ValidateTemplateCommand,
} from "@aws-sdk/client-cloudformation";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { settledStack } from "../../local/cloudformation/settled-stack.ts";

/** White space on purpose: the body must come back byte for byte. */
const template = (retention: number): string =>
  `{ "Description" : "logs & <more>", "Parameters": {"Days": {"Type": "Number", "Default": ${retention}}},
  "Resources": {"Log": {"Type": "AWS::Logs::LogGroup", "Metadata": {"aws:cdk:path": "demo/Log"}, "Properties": {"RetentionInDays": {"Ref": "Days"}}}},
  "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Log", "Arn"]}, "Export": {"Name": "log-arn"}}} }\n`;

describe("CloudFormation over the wire", () => {
  let running: TestCloud;
  let cloudFormation: CloudFormationClient;
  beforeAll(async () => {
    running = await createTestCloud();
    cloudFormation = new CloudFormationClient(running.clientConfig);
  });
  afterAll(() => running.close());

  it("says that a stack does not exist as the CLI expects it", async () => {
    await expect(cloudFormation.send(new DescribeStacksCommand({ StackName: "absent" }))).rejects.toMatchObject({
      name: "ValidationError",
      message: "Stack with id absent does not exist",
    });
    await expect(cloudFormation.send(new DescribeStackEventsCommand({ StackName: "absent" }))).rejects.toMatchObject({
      message: "Stack [absent] does not exist",
    });
    const changeSet = cloudFormation.send(new DescribeChangeSetCommand({ StackName: "absent", ChangeSetName: "x" }));
    await expect(changeSet).rejects.toMatchObject({ message: "Stack with id absent does not exist" });
  });

  it("deploys a change set whose template lies in a bucket, and gives the exact body back", async () => {
    const s3 = new S3Client(running.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: "assets" }));
    await s3.send(new PutObjectCommand({ Bucket: "assets", Key: "a b.json", Body: template(30) }));
    const { Id, StackId } = await cloudFormation.send(
      new CreateChangeSetCommand({
        StackName: "demo",
        ChangeSetName: "first",
        ChangeSetType: "CREATE",
        TemplateURL: "https://s3.us-east-1.amazonaws.com/assets/a%20b.json",
        Tags: [{ Key: "team", Value: "data" }],
      }),
    );
    const described = await cloudFormation.send(
      new DescribeChangeSetCommand({ StackName: "demo", ChangeSetName: "first" }),
    );
    expect(described).toMatchObject({
      Status: "CREATE_COMPLETE",
      ExecutionStatus: "AVAILABLE",
      Parameters: [{ ParameterKey: "Days", ParameterValue: "30" }],
      Changes: [{ Type: "Resource", ResourceChange: { Action: "Add", LogicalResourceId: "Log" } }],
    });
    const { Summaries } = await cloudFormation.send(new ListChangeSetsCommand({ StackName: "demo" }));
    expect(Summaries).toMatchObject([{ ChangeSetName: "first" }]);
    await cloudFormation.send(new ExecuteChangeSetCommand({ ChangeSetName: Id }));
    await settledStack(running.cloud, "demo");

    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: StackId }));
    expect(Stacks).toMatchObject([
      {
        StackName: "demo",
        StackStatus: "CREATE_COMPLETE",
        Description: "logs & <more>",
        Tags: [{ Key: "team", Value: "data" }],
        Outputs: [{ OutputKey: "Arn", ExportName: "log-arn" }],
      },
    ]);
    const { TemplateBody } = await cloudFormation.send(new GetTemplateCommand({ StackName: "demo" }));
    expect(TemplateBody).toBe(template(30));
  });

  it("tells what a stack is made of", async () => {
    const { StackResourceSummaries } = await cloudFormation.send(new ListStackResourcesCommand({ StackName: "demo" }));
    expect(StackResourceSummaries).toMatchObject([{ LogicalResourceId: "Log", ResourceType: "AWS::Logs::LogGroup" }]);
    const one = await cloudFormation.send(
      new DescribeStackResourceCommand({ StackName: "demo", LogicalResourceId: "Log" }),
    );
    expect(one.StackResourceDetail?.Metadata).toBe('{"aws:cdk:path":"demo/Log"}');
    expect((await cloudFormation.send(new ListExportsCommand({}))).Exports).toMatchObject([{ Name: "log-arn" }]);
    const { StackSummaries } = await cloudFormation.send(
      new ListStacksCommand({ StackStatusFilter: ["CREATE_COMPLETE"] }),
    );
    // The environment is bootstrapped from the start.
    expect(StackSummaries).toMatchObject([{ StackName: "demo" }, { StackName: "CDKToolkit" }]);
    const summary = await cloudFormation.send(new GetTemplateSummaryCommand({ StackName: "demo" }));
    expect(summary).toMatchObject({ ResourceTypes: ["AWS::Logs::LogGroup"], Parameters: [{ ParameterKey: "Days" }] });
  });

  it("rejects another type for a resource that exists", async () => {
    const TemplateBody = template(30).replace("AWS::Logs::LogGroup", "AWS::SSM::Parameter");
    await expect(cloudFormation.send(new UpdateStackCommand({ StackName: "demo", TemplateBody }))).rejects.toThrow(
      "Update of resource type is not permitted. The new template modifies resource type of the following resources: [Log]",
    );
  });

  it("updates in place, with the previous template and a new parameter", async () => {
    const request = { StackName: "demo", UsePreviousTemplate: true };
    await expect(cloudFormation.send(new UpdateStackCommand(request))).rejects.toMatchObject({
      name: "ValidationError",
      message: "No updates are to be performed.",
    });
    const Parameters = [{ ParameterKey: "Days", ParameterValue: "7" }];
    await cloudFormation.send(new UpdateStackCommand({ ...request, Parameters }));
    expect(await settledStack(running.cloud, "demo")).toMatchObject({
      StackStatus: "UPDATE_COMPLETE",
      Parameters: [{ ParameterKey: "Days", ParameterValue: "7" }],
    });
  });

  it("pages through events, newest first, without loss", async () => {
    const times: number[] = [];
    for await (const page of paginateDescribeStackEvents({ client: cloudFormation }, { StackName: "demo" })) {
      times.push(...(page.StackEvents ?? []).map(({ Timestamp }) => Timestamp?.getTime() ?? 0));
    }
    expect(times.length).toBeGreaterThan(8);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set(times).size).toBe(times.length);
  });

  it("deletes a stack, which stays addressable by its ARN", async () => {
    const { StackId = "" } = await settledStack(running.cloud, "demo");
    await cloudFormation.send(new DeleteStackCommand({ StackName: "demo" }));
    await settledStack(running.cloud, StackId);
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: StackId }));
    expect(Stacks).toMatchObject([{ StackStatus: "DELETE_COMPLETE" }]);
    await cloudFormation.send(new DeleteStackCommand({ StackName: "demo" }));
  });

  it.each<[string, object, string]>([
    [
      "an unknown reference",
      { A: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: { Ref: "Nobody" } } } },
      "Unresolved resource dependencies [Nobody]",
    ],
    [
      "a circle",
      { A: { Type: "AWS::Logs::LogGroup", DependsOn: "B" }, B: { Type: "AWS::Logs::LogGroup", DependsOn: "A" } },
      "Circular dependency between resources: [A, B]",
    ],
    [
      "rights that nobody acknowledged",
      { A: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: {} } } },
      "Requires capabilities : [CAPABILITY_IAM]",
    ],
  ])("rejects a template with %s before it makes a stack", async (_name, Resources, message) => {
    const TemplateBody = JSON.stringify({ Resources });
    const create = cloudFormation.send(new CreateStackCommand({ StackName: "wrong", TemplateBody }));
    await expect(create).rejects.toMatchObject({ message: expect.stringContaining(message) as string });
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({}));
    expect(Stacks.map(({ StackName }) => StackName)).toEqual(["CDKToolkit"]);
  });

  it("validates a template without deploying it", async () => {
    const valid = await cloudFormation.send(new ValidateTemplateCommand({ TemplateBody: template(1) }));
    expect(valid).toMatchObject({
      Description: "logs & <more>",
      Parameters: [{ ParameterKey: "Days", DefaultValue: "1" }],
    });
  });

  it("rejects members that it does not honour, by name", async () => {
    const request = { StackName: "demo", TemplateBody: template(1), StackPolicyBody: "{}" };
    await expect(cloudFormation.send(new CreateStackCommand(request))).rejects.toMatchObject({
      message: expect.stringContaining("StackPolicyBody") as string,
      $metadata: { httpStatusCode: 501 },
    });
  });
});
