import type { DescribeAlarmsOutput } from "@aws-sdk/client-cloudwatch";
import type { FilterLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { ListExecutionsOutput } from "@aws-sdk/client-sfn";
import type { ReceiveMessageResult } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ServiceName } from "../../../src/local/service.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { createMachine, finished, start } from "../runtime/execute.ts";
import { createRoles } from "../runtime/stand-ins.ts";

// Step Functions among the real services of the local cloud; only Lambda, which needs bundles, is left out.

let cloud: TestCloud;
let queueUrl: string;
const queueArn = "arn:aws:sqs:us-east-1:000000000000:inbox";

const call = <Output = object>(service: ServiceName, operation: string, input: object): Promise<Output> =>
  cloud.cloud.call<Output>(service, operation, input, { kind: "root" });

beforeAll(async () => {
  cloud = await createTestCloud();
  await createRoles(cloud.cloud);
  queueUrl = (await call<{ QueueUrl: string }>("sqs", "CreateQueue", { QueueName: "inbox" })).QueueUrl;
});

afterAll(() => cloud.close());

const sendMessage = (): object => ({
  Send: {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage",
    Arguments: { QueueUrl: queueUrl, MessageBody: { from: "{% $states.context.Execution.Name %}" } },
    End: true,
  },
});

const failing = { Fail: { Type: "Fail", Error: "Broken", Cause: "on purpose" } };

it("sends a message to a real queue with the rights of the state machine's role", async () => {
  const allowed = await createMachine(cloud, sendMessage(), "sender");
  expect(await finished(cloud, await start(cloud, allowed, {}, "one"))).toMatchObject({ status: "SUCCEEDED" });
  const { Messages } = await call<ReceiveMessageResult>("sqs", "ReceiveMessage", { QueueUrl: queueUrl });
  expect(Messages?.map(({ Body }) => Body)).toEqual(['{"from":"one"}']);
});

it("fails in IAM's words where the role has no right", async () => {
  const denied = await createMachine(cloud, sendMessage(), "denied-sender", "powerless");
  const { status, error, cause } = await finished(cloud, await start(cloud, denied));
  expect({ status, error }).toEqual({ status: "FAILED", error: "SQS.AmazonSQSException" });
  expect(cause).toContain(`is not authorized to perform: sqs:SendMessage on resource: ${queueArn}`);
});

const copyObject = (): object => {
  const sdk = (operation: string): string => `arn:aws:states:::aws-sdk:${operation}`;
  const [Bucket, Next] = ["notes", "Copy"];
  return {
    Put: { Type: "Task", Resource: sdk("s3:putObject"), Arguments: { Bucket, Key: "a b", Body: { n: 1 } }, Next },
    Copy: {
      Type: "Task",
      Resource: sdk("s3:copyObject"),
      Arguments: { Bucket, Key: "copy", CopySource: "notes/a%20b" },
      Next: "Get",
    },
    Get: {
      Type: "Task",
      Resource: sdk("s3:getObject"),
      Arguments: { Bucket, Key: "copy" },
      Assign: { body: "{% $states.result.Body %}", modified: "{% $states.result.LastModified %}" },
      Next: "List",
    },
    List: {
      Type: "Task",
      Resource: sdk("s3:listObjectsV2"),
      Arguments: { Bucket },
      Output: {
        body: "{% $body %}",
        isTimestamp: "{% $contains($modified, /^20[0-9-]+T[0-9:.]+Z$/) %}",
        keys: "{% $states.result.Contents.Key %}",
      },
      End: true,
    },
  };
};

it("writes, copies and reads real objects through the SDK's integrations", async () => {
  await call("s3", "CreateBucket", { Bucket: "notes" });
  const allowed = await createMachine(cloud, copyObject(), "copier");
  const { status, output } = await finished(cloud, await start(cloud, allowed));
  expect(status).toBe("SUCCEEDED");
  expect(JSON.parse(output ?? "")).toEqual({ body: '{"n":1}', isTimestamp: true, keys: ["a b", "copy"] });
  const denied = await createMachine(cloud, copyObject(), "denied-copier", "powerless");
  const { error, cause } = await finished(cloud, await start(cloud, denied));
  expect(error).toBe("S3.AccessDeniedException");
  expect(cause).toContain("s3:PutObject");
});

it("puts an event that a rule takes to another state machine", async () => {
  const sink = await createMachine(cloud, { Done: { Type: "Succeed" } }, "sink");
  const emitting = await createMachine(
    cloud,
    {
      Emit: {
        Type: "Task",
        Resource: "arn:aws:states:::events:putEvents",
        Arguments: { Entries: [{ Source: "app", DetailType: "made", Detail: { n: 7 }, EventBusName: "default" }] },
        End: true,
      },
    },
    "emitting",
  );
  await listen("made", { source: ["app"] }, sink);
  await finished(cloud, await start(cloud, emitting));
  expect(await firstInput(sink)).toMatchObject({ source: "app", "detail-type": "made", detail: { n: 7 } });
});

it("tells of a failed execution: an event, an alarm and log lines", async () => {
  await call("logs", "CreateLogGroup", { logGroupName: "/machines" });
  const watcher = await createMachine(cloud, { Done: { Type: "Succeed" } }, "watcher");
  const failure = {
    source: ["aws.states"],
    detail: { status: ["FAILED"], stateMachineArn: [{ suffix: ":breaking" }] },
  };
  await listen("failures", failure, watcher);
  const breaking = await createMachine(cloud, failing, "breaking");
  await call("states", "UpdateStateMachine", {
    stateMachineArn: breaking,
    loggingConfiguration: {
      level: "ERROR",
      destinations: [
        { cloudWatchLogsLogGroup: { logGroupArn: "arn:aws:logs:us-east-1:000000000000:log-group:/machines:*" } },
      ],
    },
  });
  await call("monitoring", "PutMetricAlarm", {
    AlarmName: "breaking",
    Namespace: "AWS/States",
    MetricName: "ExecutionsFailed",
    Dimensions: [{ Name: "StateMachineArn", Value: breaking }],
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
  });
  const executionArn = await start(cloud, breaking);
  await finished(cloud, executionArn);

  const event = await firstInput(watcher);
  expect(event).toMatchObject({
    "detail-type": "Step Functions Execution Status Change",
    resources: [executionArn],
    detail: { executionArn, status: "FAILED", error: "Broken", cause: "on purpose" },
  });
  const { MetricAlarms } = await call<DescribeAlarmsOutput>("monitoring", "DescribeAlarms", {
    AlarmNames: ["breaking"],
  });
  expect(MetricAlarms?.map(({ StateValue }) => StateValue)).toEqual(["ALARM"]);
  const { events } = await call<FilterLogEventsResponse>("logs", "FilterLogEvents", { logGroupName: "/machines" });
  const types = events?.map(({ message }) => (JSON.parse(message ?? "") as { type: string }).type);
  expect(types).toEqual(["FailStateEntered", "ExecutionFailed"]);
});

/** A rule of the default bus that starts a state machine. */
async function listen(name: string, pattern: object, stateMachineArn: string): Promise<void> {
  await call("events", "PutRule", { Name: name, EventPattern: JSON.stringify(pattern) });
  const RoleArn = "arn:aws:iam::000000000000:role/rule";
  await call("iam", "CreateRole", { RoleName: "rule", AssumeRolePolicyDocument: trustOfEvents }).catch(() => undefined);
  await call("iam", "PutRolePolicy", {
    RoleName: "rule",
    PolicyName: `start-${name}`,
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "states:StartExecution", Resource: stateMachineArn }],
    }),
  });
  await call("events", "PutTargets", { Rule: name, Targets: [{ Id: "machine", Arn: stateMachineArn, RoleArn }] });
}

const trustOfEvents = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "events.amazonaws.com" } }],
});

/** The input of a state machine's first execution, once there is one. */
async function firstInput(stateMachineArn: string): Promise<unknown> {
  const started = Promise.withResolvers<string>();
  const look = async (): Promise<void> => {
    const listed = await call<ListExecutionsOutput>("states", "ListExecutions", { stateMachineArn });
    const first = listed.executions?.at(-1)?.executionArn;
    if (first !== undefined) started.resolve(first);
  };
  const unsubscribe = cloud.cloud.subscribe((topic) => topic === "execution" && void look());
  await look();
  const { input } = await finished(cloud, await started.promise);
  unsubscribe();
  return JSON.parse(input ?? "null");
}
