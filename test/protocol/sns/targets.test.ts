import type { Message } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceName } from "../../../src/local/service.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { makeZip } from "../../local/lambda/make-zip.ts";
import { createMachine, finished, start } from "../../local/runtime/execute.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const root = { kind: "root" } as const;
const arnOf = (service: string, name: string): string => `arn:aws:${service}:us-east-1:000000000000:${name}`;
const TopicArn = arnOf("sns", "news");
const QueueUrl = "http://127.0.0.1/000000000000/inbox";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await createTestCloud();
  await call("sns", "CreateTopic", { Name: "news" });
  const send = {
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arnOf("sqs", "inbox"),
  };
  await call("sqs", "CreateQueue", { QueueName: "inbox", Attributes: { Policy: policyOf(send) } });
  const Attributes = { RawMessageDelivery: "true" };
  await call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint: arnOf("sqs", "inbox"), Attributes });
  await createRole(cloud.cloud, { name: "machine", service: "states.amazonaws.com", actions: ["sns:Publish"] });
});
afterAll(() => cloud.close());

const call = <Output = Record<string, unknown>>(
  service: ServiceName,
  operation: string,
  input: object,
): Promise<Output> => cloud.cloud.call<Output>(service, operation, input, root);

const policyOf = (...statements: readonly object[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
  });

/** Lets services of AWS publish to the topic. */
async function allow(...services: readonly string[]): Promise<void> {
  const statements = services.map((Service) => ({ Principal: { Service }, Action: "sns:Publish", Resource: TopicArn }));
  const AttributeValue = statements.length === 0 ? "" : policyOf(...statements);
  await call("sns", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue });
}

async function next(): Promise<Message> {
  const request = { QueueUrl, MessageAttributeNames: ["All"], WaitTimeSeconds: 5 };
  const { Messages: [message] = [] } = await call<{ Messages?: Message[] }>("sqs", "ReceiveMessage", request);
  if (message === undefined) throw new Error("nothing came");
  await call("sqs", "DeleteMessage", { QueueUrl, ReceiptHandle: message.ReceiptHandle });
  return message;
}

describe("Step Functions", () => {
  const task = (Arguments: object, more: object = {}) => ({
    Work: {
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish",
      Arguments: { TopicArn, ...Arguments },
      End: true,
      ...more,
    },
  });
  const run = async (states: object, name: string) =>
    finished(cloud, await start(cloud, await createMachine(cloud, states, name)));

  it("publishes text as it is and anything else as JSON", async () => {
    const MessageAttributes = { kind: { DataType: "String", StringValue: "test" } };
    const { status, output } = await run(task({ Message: { a: 1 }, MessageAttributes }), "publish");
    expect(status).toBe("SUCCEEDED");
    expect(JSON.parse(output ?? "")).toMatchObject({
      MessageId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
    expect(await next()).toMatchObject({ Body: '{"a":1}', MessageAttributes: { kind: { StringValue: "test" } } });
  });

  it("fails in the words of its integration", async () => {
    const absent = arnOf("sns", "absent");
    const { error, cause } = await run(task({ TopicArn: absent, Message: "m" }), "absent");
    expect(error).toBe("SNS.NotFoundException");
    expect(cause).toMatch(
      /^Topic does not exist \(Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: /,
    );
  });

  it("waits for an answer by the token that was published", async () => {
    const states = task(
      { Message: { token: "{% $states.context.Task.Token %}" } },
      { Resource: "arn:aws:states:::sns:publish.waitForTaskToken" },
    );
    const execution = await start(cloud, await createMachine(cloud, states, "waiting"));
    const { token } = JSON.parse((await next()).Body ?? "") as { token: string };
    await call("states", "SendTaskSuccess", { taskToken: token, output: '"done"' });
    expect(await finished(cloud, execution)).toMatchObject({ status: "SUCCEEDED", output: '"done"' });
  });

  it("calls any operation by its SDK", async () => {
    const states = {
      Work: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:sns:publishBatch",
        Arguments: { TopicArn, PublishBatchRequestEntries: [{ Id: "1", Message: "one" }] },
        Output: "{% $states.result.Successful[0].Id %}",
        End: true,
      },
    };
    expect(await run(states, "sdk")).toMatchObject({ status: "SUCCEEDED", output: '"1"' });
    expect((await next()).Body).toBe("one");
  });
});

describe("a rule", () => {
  it("publishes what the topic's policy lets it, and nothing else", async () => {
    await call("events", "PutRule", { Name: "tell", EventPattern: '{"source":["app"]}' });
    const Targets = [{ Id: "t", Arn: TopicArn, InputPath: "$.detail" }];
    await call("events", "PutTargets", { Rule: "tell", Targets });
    const put = (Detail: string) =>
      call("events", "PutEvents", { Entries: [{ Source: "app", DetailType: "d", Detail }] });
    await put('{"n":1}');
    const failed = () => cloud.logged.filter((line) => line.includes("sns:Publish")).length;
    const states = () => cloud.cloud.db.prepare("SELECT state FROM events_deliveries").all();
    await expect.poll(() => failed() > 0 || JSON.stringify(states()).includes("failed")).toBe(true);
    await allow("events.amazonaws.com");
    await put('{"n":2}');
    expect((await next()).Body).toBe('{"n":2}');
  });
});

describe("a schedule", () => {
  it("publishes its input as its role", async () => {
    await createRole(cloud.cloud, { name: "clock", service: "scheduler.amazonaws.com", actions: ["sns:Publish"] });
    await call("scheduler", "CreateSchedule", {
      Name: "once",
      ScheduleExpression: "rate(1 hour)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: TopicArn, RoleArn: "arn:aws:iam::000000000000:role/clock", Input: "plain text" },
    });
    expect((await next()).Body).toBe("plain text");
  });
});

describe("a bucket", () => {
  it("publishes its notifications, a test event first", async () => {
    await call("s3", "CreateBucket", { Bucket: "landing" });
    const configure = () =>
      call("s3", "PutBucketNotificationConfiguration", {
        Bucket: "landing",
        NotificationConfiguration: { TopicConfigurations: [{ Id: "n", TopicArn, Events: ["s3:ObjectCreated:*"] }] },
      });
    await allow();
    await expect(configure()).rejects.toThrow("Unable to validate the following destination configurations");
    await allow("s3.amazonaws.com");
    await configure();
    expect(JSON.parse((await next()).Body ?? "")).toMatchObject({ Event: "s3:TestEvent", Bucket: "landing" });
    await call("s3", "PutObject", { Bucket: "landing", Key: "a.csv", Body: Buffer.from("x") });
    expect(JSON.parse((await next()).Body ?? "")).toMatchObject({
      Records: [{ eventName: "ObjectCreated:Put", s3: { object: { key: "a.csv" } } }],
    });
    const described = await call("s3", "GetBucketNotificationConfiguration", { Bucket: "landing" });
    expect(described).toEqual({ TopicConfigurations: [{ Id: "n", TopicArn, Events: ["s3:ObjectCreated:*"] }] });
  });
});

describe("a function", () => {
  it("publishes how it ended, and what it failed at, with its own right", async () => {
    const Role = await createRole(cloud.cloud, {
      name: "fn",
      service: "lambda.amazonaws.com",
      actions: ["sns:Publish"],
    });
    const ZipFile = makeZip({ "index.mjs": 'export const handler = async () => { throw new Error("no"); };' });
    const create = { FunctionName: "fails", Role, Runtime: "nodejs24.x", Handler: "index.handler", Code: { ZipFile } };
    await call("lambda", "CreateFunction", { ...create, DeadLetterConfig: { TargetArn: TopicArn } });
    await call("lambda", "PutFunctionEventInvokeConfig", {
      FunctionName: "fails",
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: TopicArn } },
    });
    const Payload = Buffer.from('{"n":1}');
    await call("lambda", "Invoke", { FunctionName: "fails", InvocationType: "Event", Payload });
    const messages = [await next(), await next()].toSorted((a, b) => (a.Body ?? "").length - (b.Body ?? "").length);
    expect(messages[0]).toMatchObject({ Body: '{"n":1}', MessageAttributes: { ErrorMessage: { StringValue: "no" } } });
    expect(JSON.parse(messages[1]?.Body ?? "")).toMatchObject({
      requestContext: { condition: "RetriesExhausted" },
      requestPayload: { n: 1 },
    });
  });
});

describe("a function that is subscribed", () => {
  it("gets what is published once its policy lets the topic", async () => {
    const Role = await createRole(cloud.cloud, { name: "told", service: "lambda.amazonaws.com", actions: ["logs:*"] });
    const code = 'export const handler = async ({ Records: [one] }) => console.log("TOLD " + one.Sns.Message);';
    await call("lambda", "CreateFunction", {
      FunctionName: "told",
      Role,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Code: { ZipFile: makeZip({ "index.mjs": code }) },
    });
    const { TopicArn: own } = await call<{ TopicArn: string }>("sns", "CreateTopic", { Name: "own" });
    await call("sns", "Subscribe", { TopicArn: own, Protocol: "lambda", Endpoint: arnOf("lambda", "function:told") });
    await call("sns", "Publish", { TopicArn: own, Message: "too early" });
    await expect
      .poll(() => cloud.logged.join("\n"))
      .toContain("no resource-based policy allows the lambda:InvokeFunction");
    await call("lambda", "AddPermission", {
      FunctionName: "told",
      StatementId: "sns",
      Action: "lambda:InvokeFunction",
      Principal: "sns.amazonaws.com",
      SourceArn: own,
    });
    await call("sns", "Publish", { TopicArn: own, Message: "in time" });
    const told = async (): Promise<string> => {
      const request = { logGroupName: "/aws/lambda/told", filterPattern: "TOLD" };
      const { events } = await call<{ events: object[] }>("logs", "FilterLogEvents", request).catch(() => ({
        events: [],
      }));
      return JSON.stringify(events);
    };
    await expect.poll(told, { timeout: 10_000 }).toContain("TOLD in time");
    expect(await told()).not.toContain("too early");
  });
});
