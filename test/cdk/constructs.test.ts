/* oxlint-disable vitest/expect-expect -- the has… methods of Template are assertions */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { EventBus } from "aws-cdk-lib/aws-events";
import { AwsSolutionsChecks } from "cdk-nag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import {
  defineBucket,
  defineEvent,
  defineTask,
  defineWorkflow,
  type Task,
  type Trigger,
  type Workflow as Defined,
} from "millrace";
import { EventTrigger, ObjectTrigger, SharedBucket, TaskFunction, Workflow } from "millrace/cdk";
import { emittedPattern } from "../../cdk/constructs/event-trigger.ts";
import { objectPattern } from "../../cdk/constructs/object-trigger.ts";
import { compiled } from "./compiled.ts";

const inbox = defineBucket("inbox");
const done = defineEvent("done", z.object({ n: z.int() }));

const countLines = defineTask({
  name: "count-lines",
  input: z.object({}),
  output: z.object({}),
  access: { source: inbox.read("in/*"), target: inbox.write("out/*") },
  memoryMb: 640,
  timeoutSeconds: 77,
  ephemeralStorageMb: 1024,
}) as unknown as Task;

const defined = (trigger: Trigger): Defined =>
  defineWorkflow({ name: "count", trigger }, async () => null) as unknown as Defined;

let codeFolder = "";
let stack: Stack;
let template: Template;

beforeAll(() => {
  codeFolder = mkdtempSync(join(tmpdir(), "millrace-code-"));
  writeFileSync(join(codeFolder, "index.mjs"), "export const handler = async () => ({});");
  stack = createStack();
  template = Template.fromStack(stack);
});

afterAll(() => rmSync(codeFolder, { recursive: true }));

function createStack(): Stack {
  const stack = new Stack(new App(), "Test");
  const { bucket } = new SharedBucket(stack, "Inbox");
  const eventBus = new EventBus(stack, "Bus");
  const buckets = new Map([["inbox", bucket]]);
  const taskFunction = new TaskFunction(stack, "CountLines", { contract: countLines.contract, codeFolder, buckets });
  const workflow = new Workflow(stack, "Count", {
    compiled: compiled(defined(inbox.objectCreated()), { tasks: [countLines], events: [done as never] }),
    functions: new Map([["count-lines", taskFunction]]),
    eventBus,
    eventSource: "counter",
  });
  workflow.addTrigger(new ObjectTrigger({ trigger: inbox.objectCreated({ prefix: "in/" }), bucket }));
  return stack;
}

/** The statements of the one role whose description has the text. */
function rightsOf(text: string): unknown {
  const roles = Object.values(
    template.findResources("AWS::IAM::Role", { Properties: { Description: Match.stringLikeRegexp(text) } }),
  );
  expect(roles).toHaveLength(1);
  return (roles[0] as { Properties: { Policies: [{ PolicyDocument: { Statement: unknown } }] } }).Properties.Policies[0]
    .PolicyDocument.Statement;
}

/** The trust policy of the one role whose description has the text. */
function trustOf(text: string): unknown {
  const roles = Object.values(
    template.findResources("AWS::IAM::Role", { Properties: { Description: Match.stringLikeRegexp(text) } }),
  );
  expect(roles).toHaveLength(1);
  return (roles[0] as { Properties: { AssumeRolePolicyDocument: { Statement: unknown } } }).Properties
    .AssumeRolePolicyDocument.Statement;
}

/** Trust in a service that acts for a resource of this account and region. */
function trustFor(service: string, owner: string, resource: string): unknown {
  const [partition, region, account] = ["Partition", "Region", "AccountId"].map((name) => ({ Ref: `AWS::${name}` }));
  return [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: service },
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": joined("arn:", partition, `:${owner}:`, region, ":", account, `:${resource}`) },
      },
    },
  ];
}

const allow = (Action: unknown, Resource: unknown): object => ({ Effect: "Allow", Action, Resource });
const attribute = (pattern: string, name: string): unknown => ({
  "Fn::GetAtt": [expect.stringMatching(pattern), name],
});
const joined = (...parts: readonly unknown[]): unknown => ({ "Fn::Join": ["", parts] });

describe("the constructs", () => {
  it("leave cdk-nag's AwsSolutions pack nothing to find", () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });
});

describe("SharedBucket", () => {
  it("is private, encrypted and retained, and sends events without a custom resource", () => {
    template.hasResource("AWS::S3::Bucket", {
      DeletionPolicy: "Retain",
      Properties: {
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
        },
      },
    });
    const types = Object.values(template.toJSON()["Resources"] as Record<string, { Type: string }>).map(
      ({ Type }) => Type,
    );
    expect(types.filter((type) => type.startsWith("Custom::"))).toEqual([]);
    expect(types.filter((type) => type === "AWS::Lambda::Function")).toHaveLength(1);
  });

  it("is removed with the stack only if that is asked for", () => {
    const other = new Stack(new App(), "Other");
    const { bucket } = new SharedBucket(other, "Scratch", { removalPolicy: RemovalPolicy.DESTROY });
    expect(bucket.node.defaultChild).toMatchObject({ cfnOptions: { deletionPolicy: "Delete" } });
  });

  it("refuses plain HTTP", () => {
    template.hasResourceProperties("AWS::S3::BucketPolicy", {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        ],
      },
    });
  });
});

describe("TaskFunction", () => {
  it("has the contract's memory, timeout and room for files, and the bucket's name per access entry", () => {
    template.hasResourceProperties("AWS::Lambda::Function", {
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      MemorySize: 640,
      Timeout: 77,
      EphemeralStorage: { Size: 1024 },
      Environment: {
        Variables: {
          MILLRACE_ACCESS_source: { Ref: Match.stringLikeRegexp("Inbox") },
          MILLRACE_ACCESS_target: { Ref: Match.stringLikeRegexp("Inbox") },
        },
      },
      LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp("Logs") } },
    });
    template.hasResource("AWS::Logs::LogGroup", { DeletionPolicy: "Delete", Properties: { RetentionInDays: 30 } });
  });

  it("has no right but those of its contract and its own log", () => {
    const objects = (keys: string) => joined(attribute("^Inbox", "Arn"), `/${keys}`);
    expect(rightsOf("Runs the task function count-lines")).toEqual([
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], attribute("^CountLinesLogs", "Arn")),
      allow("s3:GetObject", objects("in/*")),
      allow("s3:ListBucket", attribute("^Inbox", "Arn")),
      allow(["s3:PutObject", "s3:AbortMultipartUpload"], objects("out/*")),
    ]);
    template.resourceCountIs("AWS::IAM::Policy", 0);
  });

  it("keeps its versions, but for one whose deployment is rolled back: it would be in the way of the next", () => {
    template.hasResource("AWS::Lambda::Version", {
      DeletionPolicy: "RetainExceptOnCreate",
      UpdateReplacePolicy: "Retain",
    });
  });

  it("rejects a contract whose bucket is not given", () => {
    const stack = new Stack(new App(), "Other");
    expect(
      () => new TaskFunction(stack, "F", { contract: countLines.contract, codeFolder, buckets: new Map() }),
    ).toThrow('task function "count-lines" accesses the bucket "inbox", which is not among the given buckets (none)');
  });
});

describe("Workflow", () => {
  it("calls the version of a function, and puts its events on the bus", () => {
    template.hasResourceProperties("AWS::StepFunctions::StateMachine", {
      StateMachineType: "STANDARD",
      DefinitionString: Match.serializedJson(Match.objectLike({ StartAt: "Do" })),
      DefinitionSubstitutions: {
        CountLinesFunctionArn: { Ref: Match.stringLikeRegexp("CountLinesCurrentVersion") },
        EventBusName: { Ref: Match.stringLikeRegexp("^Bus") },
        EventSource: "counter",
      },
      LoggingConfiguration: { Level: "ERROR", IncludeExecutionData: false },
    });
  });

  it("sends a large definition by S3", () => {
    const other = new Stack(new App(), "Large");
    const small = compiled(defined(inbox.objectCreated()), { events: [done as never] });
    const large = { ...small, definition: { ...small.definition, Comment: "x".repeat(100_000) } };
    const options = { functions: new Map(), eventSource: "counter", eventBus: new EventBus(other, "Bus") };
    const workflow = new Workflow(other, "Count", { ...options, compiled: large });
    expect(workflow.stateMachineArn).toBeDefined();
    Template.fromStack(other).hasResourceProperties("AWS::StepFunctions::StateMachine", {
      DefinitionString: Match.absent(),
      DefinitionS3Location: { Key: Match.stringLikeRegexp(String.raw`^[0-9a-f]{64}\.json$`) },
      DefinitionSubstitutions: { EventSource: "counter" },
    });
  });

  it("may invoke versions of its functions, put events and deliver its log", () => {
    expect(rightsOf("Runs the workflow count")).toEqual([
      allow("lambda:InvokeFunction", joined(attribute("^CountLines", "Arn"), ":*")),
      allow("events:PutEvents", attribute("^Bus", "Arn")),
      allow(expect.arrayContaining(["logs:CreateLogDelivery"]), "*"),
    ]);
  });

  it("has a role that Step Functions takes only for state machines of this account and region", () => {
    expect(trustOf("Runs the workflow count")).toEqual(trustFor("states.amazonaws.com", "states", "stateMachine:*"));
  });

  it("is started through an alias of its version", () => {
    template.hasResourceProperties("AWS::StepFunctions::StateMachineAlias", {
      Name: "live",
      RoutingConfiguration: [
        { StateMachineVersionArn: { "Fn::GetAtt": [Match.stringLikeRegexp("CountVersion"), "Arn"] }, Weight: 100 },
      ],
    });
    template.hasResourceProperties("AWS::StepFunctions::StateMachineVersion", {
      StateMachineRevisionId: { "Fn::GetAtt": [Match.stringLikeRegexp("^Count"), "StateMachineRevisionId"] },
    });
  });

  it("has an alarm for each way in which an execution does not end well", () => {
    for (const MetricName of ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"]) {
      template.hasResourceProperties("AWS::CloudWatch::Alarm", {
        Namespace: "AWS/States",
        MetricName,
        Statistic: "Sum",
        Threshold: 1,
        TreatMissingData: "notBreaching",
        Dimensions: [{ Name: "StateMachineArn", Value: { "Fn::GetAtt": [Match.stringLikeRegexp("^Count"), "Arn"] } }],
      });
    }
  });

  it("rejects a workflow whose function is not given, or whose events have no bus", () => {
    const stack = new Stack(new App(), "Other");
    const options = { functions: new Map(), eventSource: "counter" };
    const trigger = inbox.objectCreated();
    expect(
      () => new Workflow(stack, "A", { ...options, compiled: compiled(defined(trigger), { tasks: [countLines] }) }),
    ).toThrow('workflow "count" calls "count-lines", which is not among the given functions');
    expect(
      () => new Workflow(stack, "B", { ...options, compiled: compiled(defined(trigger), { events: [done as never] }) }),
    ).toThrow('workflow "count" emits events: give it an eventBus');
  });
});

describe("a trigger's rule", () => {
  it("starts the alias with a right to its machine only, retries, and keeps what it could not deliver", () => {
    template.hasResourceProperties("AWS::Events::Rule", {
      State: "ENABLED",
      EventBusName: Match.absent(),
      Targets: [
        {
          Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("CountAlias"), "Arn"] },
          RoleArn: { "Fn::GetAtt": [Match.stringLikeRegexp("CountTriggerRole"), "Arn"] },
          DeadLetterConfig: { Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("DeadLetters"), "Arn"] } },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        },
      ],
    });
    expect(rightsOf("Starts the workflow count")).toEqual([
      allow("states:StartExecution", attribute("^Count[0-9A-F]{8}$", "Arn")),
    ]);
  });

  it("has a role that EventBridge takes only for rules of this account and region", () => {
    expect(trustOf("Starts the workflow count")).toEqual(trustFor("events.amazonaws.com", "events", "rule/*"));
  });

  it("has a queue that only its rule may write to, over TLS, with an alarm", () => {
    template.hasResourceProperties("AWS::SQS::Queue", {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
    template.hasResourceProperties("AWS::SQS::QueuePolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
          Match.objectLike({
            Effect: "Allow",
            Action: "sqs:SendMessage",
            Principal: { Service: "events.amazonaws.com" },
            Condition: {
              ArnEquals: { "aws:SourceArn": { "Fn::GetAtt": [Match.stringLikeRegexp("CountTrigger"), "Arn"] } },
            },
          }),
        ]),
      },
    });
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: "ApproximateNumberOfMessagesVisible",
      Threshold: 1,
    });
  });
});

describe("a second trigger", () => {
  it("has a rule of its own under its id", () => {
    const other = new Stack(new App(), "Two");
    const { bucket } = new SharedBucket(other, "Inbox");
    const workflow = new Workflow(other, "Count", {
      compiled: compiled(defined(inbox.objectCreated())),
      functions: new Map(),
      eventSource: "counter",
    });
    workflow.addTrigger(new ObjectTrigger({ trigger: inbox.objectCreated({ prefix: "a/" }), bucket }));
    workflow.addTrigger(
      new ObjectTrigger({ id: "Late", trigger: inbox.objectCreated({ prefix: "b/" }), bucket, retryAttempts: 3 }),
    );
    const rules = Object.keys(Template.fromStack(other).findResources("AWS::Events::Rule"));
    expect(rules.map((id) => id.slice(0, -8))).toEqual(["CountTrigger", "CountLate"]);
  });
});

describe("objectPattern", () => {
  const key = (filter: Parameters<typeof inbox.objectCreated>[0]) =>
    (objectPattern(inbox.objectCreated(filter), "b").detail as { object?: { key: unknown } }).object?.key;

  it("says prefix and suffix in one wildcard, for two matchers would mean either", () => {
    expect(key({ prefix: "birdstrikes/", suffix: ".csv" })).toEqual([{ wildcard: "birdstrikes/*.csv" }]);
  });

  it("escapes what a wildcard would take for its own", () => {
    expect(key({ prefix: "a*b/", suffix: String.raw`\.csv` })).toEqual([{ wildcard: String.raw`a\*b/*\\.csv` }]);
  });

  it("says only a prefix or only a suffix as such, unescaped", () => {
    expect(key({ prefix: "a*/" })).toEqual([{ prefix: "a*/" }]);
    expect(key({ suffix: "*.csv" })).toEqual([{ suffix: "*.csv" }]);
    expect(key({})).toBeUndefined();
  });

  it("names source, kind and bucket", () => {
    expect(objectPattern(inbox.objectDeleted(), "b")).toEqual({
      source: ["aws.s3"],
      "detail-type": ["Object Deleted"],
      detail: { bucket: { name: ["b"] } },
    });
  });
});

describe("emittedPattern", () => {
  it("takes the app's own events of that name, narrowed by where", () => {
    const where = { n: [{ numeric: [">", 3] }] };
    expect(emittedPattern(done.emitted({ where }) as never, "counter")).toEqual({
      source: ["counter"],
      "detail-type": ["done"],
      detail: where,
    });
    expect(emittedPattern(done.emitted({ where: {} }) as never, "counter")).toEqual({
      source: ["counter"],
      "detail-type": ["done"],
    });
  });

  it("is put on the app's bus", () => {
    const stack = new Stack(new App(), "Events");
    const eventBus = new EventBus(stack, "Bus");
    const options = { functions: new Map(), eventSource: "counter" };
    const workflow = new Workflow(stack, "Count", { ...options, compiled: compiled(defined(done.emitted() as never)) });
    workflow.addTrigger(new EventTrigger({ trigger: done.emitted() as never, eventBus, eventSource: "counter" }));
    Template.fromStack(stack).hasResourceProperties("AWS::Events::Rule", {
      EventBusName: { Ref: Match.stringLikeRegexp("^Bus") },
    });
  });
});
