import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

const queueStack = (retentionSeconds: unknown) => ({
  Description: "a queue and a parameter",
  Parameters: { Name: { Type: "String", Default: "jobs" } },
  Resources: {
    Jobs: {
      Type: "AWS::SQS::Queue",
      Properties: { QueueName: { Ref: "Name" }, MessageRetentionPeriod: retentionSeconds },
    },
    Setting: {
      Type: "AWS::SSM::Parameter",
      Properties: { Type: "String", Name: { "Fn::Sub": "/${Name}/queue" }, Value: { "Fn::GetAtt": ["Jobs", "Arn"] } },
    },
  },
  Outputs: {
    Url: { Value: { Ref: "Jobs" }, Export: { Name: { "Fn::Sub": "${AWS::StackName}-url" } } },
  },
});

describe.skipIf(!hasTool("aws"))("aws cloudformation", () => {
  const suite = awsCliSuite();
  const { aws, text, refused } = suite;

  const template = (name: string, content: object): string => {
    writeFileSync(join(suite.folder, name), JSON.stringify(content));
    return join(suite.folder, name);
  };
  const outputOf = async (stackName: string): Promise<string> =>
    (await aws("cloudformation describe-stacks", { stackName })).Stacks[0].Outputs[0].OutputValue;

  it.concurrent("creates, reads, updates and deletes a stack", async () => {
    const stackName = "created";
    const templateBody = `file://${template("created.json", queueStack(600))}`;
    expect((await aws("cloudformation validate-template", { templateBody })).Parameters).toEqual([
      { ParameterKey: "Name", DefaultValue: "jobs", NoEcho: false },
    ]);
    expect((await aws("cloudformation get-template-summary", { templateBody })).ResourceTypes).toEqual([
      "AWS::SQS::Queue",
      "AWS::SSM::Parameter",
    ]);
    const parameters = [{ ParameterKey: "Name", ParameterValue: "created-jobs" }];
    const { StackId } = await aws("cloudformation create-stack", {
      stackName,
      templateBody,
      parameters,
      tags: [{ Key: "team", Value: "a" }],
    });
    await aws("cloudformation wait stack-create-complete", { stackName });
    expect(await outputOf(stackName)).toBe(`${suite.cloud.endpoint}/000000000000/created-jobs`);
    expect((await aws("cloudformation describe-stack-resources", { stackName })).StackResources).toMatchObject([
      { LogicalResourceId: "Jobs", ResourceType: "AWS::SQS::Queue", ResourceStatus: "CREATE_COMPLETE" },
      { LogicalResourceId: "Setting", PhysicalResourceId: "/created-jobs/queue" },
    ]);
    expect((await aws("cloudformation list-stack-resources", { stackName })).StackResourceSummaries).toHaveLength(2);
    const one = { stackName, logicalResourceId: "Setting" };
    expect((await aws("cloudformation describe-stack-resource", one)).StackResourceDetail).toMatchObject({ StackId });
    const { StackEvents } = await aws("cloudformation describe-stack-events", { stackName });
    expect(StackEvents[0]).toMatchObject({ ResourceStatus: "CREATE_COMPLETE", LogicalResourceId: stackName });
    expect((await aws("cloudformation get-template", { stackName })).TemplateBody).toEqual(queueStack(600));
    expect(
      (await aws("cloudformation list-stacks", { stackStatusFilter: ["CREATE_COMPLETE"] })).StackSummaries,
    ).toContainEqual(expect.objectContaining({ StackName: stackName }));
    expect((await aws("cloudformation list-exports")).Exports).toContainEqual(
      expect.objectContaining({ Name: "created-url", ExportingStackId: StackId }),
    );
    expect(await refused("cloudformation create-stack", { stackName, templateBody })).toBe(
      "An error occurred (AlreadyExistsException) when calling the CreateStack operation: Stack [created] already exists",
    );
    const changed = `file://${template("changed.json", queueStack(700))}`;
    const kept = [{ ParameterKey: "Name", UsePreviousValue: true }];
    await aws("cloudformation update-stack", { stackName, templateBody: changed, parameters: kept });
    await aws("cloudformation wait stack-update-complete", { stackName });
    expect(await refused("cloudformation update-stack", { stackName, templateBody: changed, parameters: kept })).toBe(
      "An error occurred (ValidationError) when calling the UpdateStack operation: No updates are to be performed.",
    );
    await aws("cloudformation update-termination-protection", { stackName, enableTerminationProtection: true });
    expect(await refused("cloudformation delete-stack", { stackName })).toContain(
      "cannot be deleted while TerminationProtection is enabled",
    );
    await aws("cloudformation update-termination-protection --no-enable-termination-protection", { stackName });
    await aws("cloudformation delete-stack", { stackName });
    await aws("cloudformation wait stack-delete-complete", { stackName });
    expect(await refused("cloudformation describe-stacks", { stackName })).toBe(
      "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id created does not exist",
    );
  });

  it.concurrent("shows a change set before it is executed", async () => {
    const names = { stackName: "reviewed", changeSetName: "first" };
    const templateBody = `file://${template("reviewed.json", queueStack(600))}`;
    const parameters = [{ ParameterKey: "Name", ParameterValue: "reviewed-jobs" }];
    await aws("cloudformation create-change-set", { ...names, templateBody, parameters, changeSetType: "CREATE" });
    await aws("cloudformation wait change-set-create-complete", names);
    const { Changes, Status } = await aws("cloudformation describe-change-set", names);
    expect(Status).toBe("CREATE_COMPLETE");
    expect(Changes).toMatchObject([
      { ResourceChange: { Action: "Add", LogicalResourceId: "Jobs" } },
      { Type: "Resource" },
    ]);
    expect((await aws("cloudformation list-change-sets", { stackName: "reviewed" })).Summaries).toMatchObject([
      { ChangeSetName: "first" },
    ]);
    await aws("cloudformation execute-change-set", names);
    await aws("cloudformation wait stack-create-complete", { stackName: "reviewed" });
    const second = { ...names, changeSetName: "second" };
    await aws("cloudformation create-change-set", { ...second, usePreviousTemplate: true, parameters });
    expect(await aws("cloudformation describe-change-set", second)).toMatchObject({
      Status: "FAILED",
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
    await aws("cloudformation delete-change-set", second);
    expect(await refused("cloudformation describe-change-set", second)).toContain("ChangeSet [second] does not exist");
  });

  it.concurrent("deploys a template file, and what it refers to after packaging", async () => {
    const stackName = "packaged";
    await text("s3 mb", {}, "s3://packages");
    mkdirSync(join(suite.folder, "code"));
    writeFileSync(join(suite.folder, "code/index.js"), "exports.handler = async () => 'packaged';\n");
    const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
    const templateFile = template("app.json", {
      Resources: {
        Role: {
          Type: "AWS::IAM::Role",
          Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [trust] } },
        },
        Work: {
          Type: "AWS::Lambda::Function",
          Properties: {
            Runtime: "nodejs24.x",
            Handler: "index.handler",
            Role: { "Fn::GetAtt": ["Role", "Arn"] },
            Code: "code",
          },
        },
      },
      Outputs: { Name: { Value: { Ref: "Work" } } },
    });
    const outputTemplateFile = join(suite.folder, "packaged.json");
    const packaged = { templateFile, s3Bucket: "packages", outputTemplateFile, useJson: true };
    expect(await text("cloudformation package", packaged)).toContain("Successfully packaged artifacts");
    expect(JSON.parse(readFileSync(outputTemplateFile, "utf8")).Resources.Work.Properties.Code).toMatchObject({
      S3Bucket: "packages",
    });
    const deploy = { stackName, templateFile: outputTemplateFile };
    expect(await refused("cloudformation deploy", deploy)).toContain(
      "An error occurred (InsufficientCapabilitiesException) when calling the CreateChangeSet operation: Requires capabilities : [CAPABILITY_IAM]",
    );
    expect(await text("cloudformation deploy", { ...deploy, capabilities: "CAPABILITY_IAM" })).toContain(
      "Successfully created/updated stack - packaged",
    );
    const out = join(suite.folder, "packaged-answer.json");
    await aws("lambda invoke", { functionName: await outputOf(stackName) }, out);
    expect(readFileSync(out, "utf8")).toBe('"packaged"');
    const again = { ...deploy, capabilities: "CAPABILITY_IAM", noFailOnEmptyChangeset: true };
    expect(await text("cloudformation deploy", again)).toContain("No changes to deploy. Stack packaged is up to date");
  });

  it.concurrent("rolls a failed creation back, and says why", async () => {
    const stackName = "failing";
    const broken = { Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays: 31 }, DependsOn: "Jobs" };
    const stack = queueStack(600);
    const content = { ...stack, Resources: { ...stack.Resources, Broken: broken } };
    const templateBody = `file://${template("failing.json", content)}`;
    const parameters = [{ ParameterKey: "Name", ParameterValue: "failing-jobs" }];
    await aws("cloudformation create-stack", { stackName, templateBody, parameters });
    expect(await refused("cloudformation wait stack-create-complete", { stackName })).toContain(
      'Waiter StackCreateComplete failed: Waiter encountered a terminal failure state: For expression "Stacks[].StackStatus" we matched expected path: "ROLLBACK_COMPLETE"',
    );
    const { StackEvents } = await aws("cloudformation describe-stack-events", { stackName });
    const [failed] = StackEvents.filter(
      ({ ResourceStatus }: { ResourceStatus: string }) => ResourceStatus === "CREATE_FAILED",
    ).toReversed();
    expect(failed).toMatchObject({
      LogicalResourceId: "Broken",
      ResourceStatusReason: expect.stringContaining("Value '31'"),
    });
    const unknown = template("unknown.json", { Resources: { Disk: { Type: "AWS::EC2::Volume" } } });
    await aws("cloudformation create-stack", { stackName: "unknown", templateBody: `file://${unknown}` });
    const { StackEvents: events } = await aws("cloudformation describe-stack-events", { stackName: "unknown" });
    expect(events).toContainEqual(
      expect.objectContaining({ ResourceStatusReason: "AWS::EC2::Volume is not implemented by the local cloud" }),
    );
    writeFileSync(join(suite.folder, "short.yaml"), "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n");
    const yaml = { stackName: "yaml", templateBody: `file://${join(suite.folder, "short.yaml")}` };
    expect(await refused("cloudformation create-stack", yaml)).toContain(
      "a template in YAML (write it as JSON) is not implemented by the local cloud",
    );
  });
});
