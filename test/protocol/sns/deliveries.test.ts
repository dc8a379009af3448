import type { Message } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsError } from "../../../src/local/aws-error.ts";
import { allServices } from "../../../src/local/services.ts";
import { createLambdaService } from "../../../src/local/services/lambda/index.ts";
import type { ServiceName } from "../../../src/local/service.ts";
import { standInService } from "../../local/runtime/stand-ins.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import type { ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:work";
const arnOf = (service: string, name: string): string => `arn:aws:${service}:us-east-1:000000000000:${name}`;

let cloud: TestCloud;
let clock: ManualClock;
/** What the stand-in for Lambda got. */
let invoked: { readonly Records: readonly { readonly Sns: Record<string, unknown> }[] }[];
let refuse: AwsError | undefined;

const mayInvoke = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: functionArn,
    },
  ],
});

beforeEach(async () => {
  invoked = [];
  refuse = undefined;
  clock = createManualClock();
  const lambda = standInService("lambda", {
    GetPolicy: () => ({ Policy: mayInvoke }),
    Invoke: ({ Payload }) => {
      if (refuse !== undefined) throw refuse;
      invoked.push(JSON.parse(Buffer.from(Payload as Uint8Array).toString()) as (typeof invoked)[number]);
      return { StatusCode: 202 };
    },
  });
  const services = allServices.map((service) => (service === createLambdaService ? lambda : service));
  cloud = await createTestCloud({ clock, services });
});
afterEach(() => cloud.close());

const call = <Output = Record<string, unknown>>(
  service: ServiceName,
  operation: string,
  input: object,
): Promise<Output> => cloud.cloud.call<Output>(service, operation, input, { kind: "root" });

async function topic(Name: string, Attributes: object = {}): Promise<string> {
  return (await call<{ TopicArn: string }>("sns", "CreateTopic", { Name, Attributes })).TopicArn;
}

/** Makes a queue that takes messages of SNS for one topic. */
async function queue(name: string, TopicArn: string, Attributes: object = {}): Promise<string> {
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arnOf("sqs", name),
        Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
      },
    ],
  });
  await call("sqs", "CreateQueue", { QueueName: name, Attributes: { Policy, ...Attributes } });
  return arnOf("sqs", name);
}

async function subscribe(TopicArn: string, Endpoint: string, Attributes: object = {}): Promise<string> {
  const Protocol = Endpoint.split(":")[2];
  const request = { TopicArn, Protocol, Endpoint, Attributes };
  return (await call<{ SubscriptionArn: string }>("sns", "Subscribe", request)).SubscriptionArn;
}

const publish = (TopicArn: string, Message: string, more: object = {}) =>
  call<{ MessageId: string; SequenceNumber?: string }>("sns", "Publish", { TopicArn, Message, ...more });

/** Takes what is in a queue, once deliveries that are due have been made. */
async function received(name: string): Promise<readonly Message[]> {
  await settle();
  const request = {
    QueueUrl: `${cloud.endpoint}/000000000000/${name}`,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["All"],
  };
  return (await call<{ Messages?: Message[] }>("sqs", "ReceiveMessage", request)).Messages ?? [];
}

/** Waits until nothing is under way that is due now. */
async function settle(): Promise<void> {
  const due = (): unknown =>
    cloud.cloud.db.prepare("SELECT COUNT(*) AS count FROM sns_deliveries WHERE next_at <= ?").get(clock.now());
  await expect.poll(due, { interval: 5 }).toEqual({ count: 0 });
}

const bodyOf = (message: Message | undefined): Record<string, unknown> =>
  JSON.parse(message?.Body ?? "null") as Record<string, unknown>;

describe("a message to a queue", () => {
  it("comes in AWS's envelope, its members in AWS's order", async () => {
    const TopicArn = await topic("news");
    const SubscriptionArn = await subscribe(TopicArn, await queue("inbox", TopicArn));
    const MessageAttributes = {
      count: { DataType: "Number", StringValue: "99.12" },
      bytes: { DataType: "Binary", BinaryValue: Buffer.from([2, 3, 4]) },
    };
    const { MessageId } = await publish(TopicArn, "hello", { Subject: "Greeting", MessageAttributes });
    const [message] = await received("inbox");
    expect(message?.MessageAttributes).toBeUndefined();
    expect(Object.entries(bodyOf(message))).toEqual([
      ["Type", "Notification"],
      ["MessageId", MessageId],
      ["TopicArn", TopicArn],
      ["Subject", "Greeting"],
      ["Message", "hello"],
      ["Timestamp", new Date(clock.now()).toISOString()],
      ["SignatureVersion", "1"],
      ["Signature", expect.any(String)],
      ["SigningCertURL", expect.stringMatching(/\.pem$/)],
      ["UnsubscribeURL", expect.stringContaining(`?Action=Unsubscribe&SubscriptionArn=${SubscriptionArn}`)],
      ["MessageAttributes", { count: { Type: "Number", Value: "99.12" }, bytes: { Type: "Binary", Value: "AgME" } }],
    ]);
  });

  it("comes as it is where the subscription is raw, its attributes beside it", async () => {
    const TopicArn = await topic("news");
    await subscribe(TopicArn, await queue("raw", TopicArn), { RawMessageDelivery: "true" });
    const MessageAttributes = {
      count: { DataType: "Number", StringValue: "1" },
      bytes: { DataType: "Binary", BinaryValue: Buffer.from([2, 3]) },
    };
    await publish(TopicArn, "as it is", { MessageAttributes });
    const [message] = await received("raw");
    expect(message).toMatchObject({ Body: "as it is" });
    expect(message?.MessageAttributes).toMatchObject({ count: { DataType: "Number", StringValue: "1" } });
    expect(Buffer.from(message?.MessageAttributes?.["bytes"]?.BinaryValue ?? [])).toEqual(Buffer.from([2, 3]));
  });

  it("is the one for its protocol where it has a structure", async () => {
    const TopicArn = await topic("news");
    await subscribe(TopicArn, await queue("inbox", TopicArn), { RawMessageDelivery: "true" });
    await subscribe(TopicArn, functionArn);
    const Message = JSON.stringify({ default: "for all", sqs: "for queues", email: 1 });
    await publish(TopicArn, Message, { MessageStructure: "json" });
    expect((await received("inbox"))[0]?.Body).toBe("for queues");
    expect(invoked[0]?.Records[0]?.Sns["Message"]).toBe("for all");
  });

  it("does not come to a queue whose policy does not let SNS, and is said to be lost", async () => {
    const TopicArn = await topic("news");
    await call("sqs", "CreateQueue", { QueueName: "closed" });
    await subscribe(TopicArn, arnOf("sqs", "closed"));
    await publish(TopicArn, "precious");
    expect(await received("closed")).toEqual([]);
    expect(cloud.logged.join("\n")).toMatch(
      /could not deliver .*sns\.amazonaws\.com is not authorized to perform: sqs:SendMessage .*the subscription has no dead-letter queue\). It was precious/,
    );
  });

  it("goes to the dead-letter queue if the queue is gone, as the queue would have got it", async () => {
    const TopicArn = await topic("news");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await queue("dead", TopicArn) });
    await subscribe(TopicArn, arnOf("sqs", "gone"), { RedrivePolicy, RawMessageDelivery: "true" });
    await publish(TopicArn, "kept", { MessageAttributes: { a: { DataType: "String", StringValue: "b" } } });
    const [message] = await received("dead");
    expect(message).toMatchObject({ Body: "kept", MessageAttributes: { a: { StringValue: "b" } } });
  });
});

describe("a message to a function", () => {
  it("comes as an event with one record", async () => {
    const TopicArn = await topic("news");
    const EventSubscriptionArn = await subscribe(TopicArn, functionArn);
    const { MessageId } = await publish(TopicArn, "hello");
    await settle();
    expect(invoked).toEqual([
      {
        Records: [
          {
            EventSource: "aws:sns",
            EventVersion: "1.0",
            EventSubscriptionArn,
            Sns: {
              Type: "Notification",
              MessageId,
              TopicArn,
              Subject: null,
              Message: "hello",
              Timestamp: new Date(clock.now()).toISOString(),
              SignatureVersion: "1",
              Signature: expect.any(String) as string,
              SigningCertUrl: expect.any(String) as string,
              UnsubscribeUrl: expect.any(String) as string,
              MessageAttributes: {},
            },
          },
        ],
      },
    ]);
  });

  it("is tried again, three times at once, then later and later, also by the next process", async () => {
    const TopicArn = await topic("news");
    await subscribe(TopicArn, functionArn);
    refuse = new AwsError("TooManyRequestsException", "Rate Exceeded.", 429);
    await publish(TopicArn, "patience");
    const attempts = (): unknown => cloud.cloud.db.prepare("SELECT attempts FROM sns_deliveries").get();
    await expect.poll(attempts, { interval: 5 }).toEqual({ attempts: 3 });
    await clock.advance(1000);
    await expect.poll(attempts, { interval: 5 }).toEqual({ attempts: 4 });
    clock.skip(60_000);
    refuse = undefined;
    cloud = await cloud.restart();
    await settle();
    expect(invoked.map(({ Records: [record] }) => record?.Sns["Message"])).toEqual(["patience"]);
  });
});

describe("a filter policy", () => {
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const list = (values: readonly unknown[]) => ({ DataType: "String.Array", StringValue: JSON.stringify(values) });
  const number = (StringValue: string) => ({ DataType: "Number", StringValue });

  it.each([
    ["exact texts", { a: ["x", "y"] }, { a: text("y") }, { a: text("z") }],
    ["a number, but not its text", { a: [99] }, { a: number("99.0") }, { a: text("99") }],
    ["an element of an array", { a: ["x"] }, { a: list(["w", "x"]) }, { a: list(["w"]) }],
    ["anything but", { a: [{ "anything-but": ["x"] }] }, { a: text("y") }, { a: text("x") }],
    ["anything but a prefix", { a: [{ "anything-but": { prefix: "x" } }] }, { a: text("y1") }, { a: text("x1") }],
    ["a prefix", { a: [{ prefix: "x" }] }, { a: text("x1") }, { a: text("y") }],
    ["a suffix", { a: [{ suffix: "x" }] }, { a: text("1x") }, { a: text("x1") }],
    ["another case", { a: [{ "equals-ignore-case": "x" }] }, { a: text("X") }, { a: text("Y") }],
    ["a range", { a: [{ numeric: [">", 0, "<=", 100] }] }, { a: number("99.12") }, { a: number("111") }],
    ["a network", { a: [{ cidr: "10.0.0.0/24" }] }, { a: text("10.0.0.9") }, { a: text("10.0.1.9") }],
    ["what is there", { a: [{ exists: true }] }, { a: number("1") }, { b: number("1") }],
    ["what is not there", { a: [{ exists: false }] }, { b: number("1") }, { a: number("1") }],
    ["all keys", { a: ["x"], b: ["y"] }, { a: text("x"), b: text("y") }, { a: text("x") }],
    ["one of several keys", { $or: [{ a: ["x"] }, { b: ["y"] }] }, { b: text("y") }, { a: text("y") }],
    ["null, which an absent attribute is, too", { a: [null] }, {}, { a: text("x") }],
    [
      "no bytes",
      { a: [{ exists: false }] },
      { a: { DataType: "Binary", BinaryValue: Buffer.from("x") } },
      { a: text("x") },
    ],
  ])("on attributes lets through %s", async (_what, policy, passing, stopped) => {
    const TopicArn = await topic("news");
    const FilterPolicy = JSON.stringify(policy);
    await subscribe(TopicArn, await queue("inbox", TopicArn), { FilterPolicy, RawMessageDelivery: "true" });
    await publish(TopicArn, "stopped", { MessageAttributes: stopped });
    await publish(TopicArn, "passing", { MessageAttributes: passing });
    expect((await received("inbox")).map(({ Body }) => Body)).toEqual(["passing"]);
  });

  it.each([
    [
      "nested keys",
      { object: { key: [{ prefix: "auto-" }] } },
      { object: { key: "auto-1" } },
      { object: { key: "manual" } },
    ],
    ["elements of arrays", { tags: ["a"] }, { tags: ["b", "a"] }, { tags: ["b"] }],
    ["numbers and truths", { n: [1], t: [true] }, { n: 1.0, t: true }, { n: "1", t: true }],
  ])("on the body lets through %s", async (_what, policy, passing, stopped) => {
    const TopicArn = await topic("news");
    const attributes = { FilterPolicyScope: "MessageBody", FilterPolicy: JSON.stringify(policy) };
    await subscribe(TopicArn, await queue("inbox", TopicArn), { ...attributes, RawMessageDelivery: "true" });
    for (const message of [JSON.stringify(stopped), "no JSON", "[]", JSON.stringify(passing)]) {
      await publish(TopicArn, message);
    }
    expect((await received("inbox")).map(({ Body }) => Body)).toEqual([JSON.stringify(passing)]);
  });
});

describe("a FIFO topic", () => {
  const fifo = { FifoTopic: "true", ContentBasedDeduplication: "true" };
  const inGroup = (MessageGroupId: string) => ({ MessageGroupId });

  it("keeps the order of each group and drops what is repeated within five minutes", async () => {
    const TopicArn = await topic("steps.fifo", fifo);
    const endpoint = await queue("steps.fifo", TopicArn, { FifoQueue: "true" });
    await subscribe(TopicArn, endpoint, { RawMessageDelivery: "true" });
    const first = await publish(TopicArn, "1", inGroup("a"));
    expect(first.SequenceNumber).toMatch(/^\d{20}$/);
    expect(await publish(TopicArn, "1", inGroup("a"))).toEqual(first);
    for (const message of ["2", "3", "4"]) await publish(TopicArn, message, inGroup("a"));
    const messages = await received("steps.fifo");
    expect(messages.map(({ Body }) => Body)).toEqual(["1", "2", "3", "4"]);
    expect(messages[0]?.Attributes).toMatchObject({
      MessageGroupId: "a",
      MessageDeduplicationId: "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
    });
  });

  it("sends an envelope with a sequence number and without a signature, also to a standard queue", async () => {
    const TopicArn = await topic("steps.fifo", fifo);
    await subscribe(TopicArn, await queue("inbox", TopicArn));
    const { MessageId, SequenceNumber } = await publish(TopicArn, "1", inGroup("a"));
    const [message] = await received("inbox");
    expect(Object.keys(bodyOf(message))).toEqual([
      "Type",
      "MessageId",
      "SequenceNumber",
      "TopicArn",
      "Message",
      "Timestamp",
      "UnsubscribeURL",
    ]);
    expect(bodyOf(message)).toMatchObject({ MessageId, SequenceNumber });
    expect(message?.Attributes).not.toHaveProperty("MessageGroupId");
  });

  it("holds a group back behind a message that cannot be delivered yet, and no other group", async () => {
    const TopicArn = await topic("steps.fifo", fifo);
    const endpoint = await queue("steps.fifo", TopicArn, { FifoQueue: "true" });
    await subscribe(TopicArn, endpoint, { RawMessageDelivery: "true" });
    await publish(TopicArn, "1", inGroup("a"));
    // As after an attempt that failed.
    cloud.cloud.db.prepare("UPDATE sns_deliveries SET next_at = next_at + 1000, attempts = 4").run();
    await publish(TopicArn, "2", inGroup("a"));
    await publish(TopicArn, "3", inGroup("b"));
    const due = () => cloud.cloud.db.prepare("SELECT COUNT(*) AS count FROM sns_deliveries").get();
    await expect.poll(due, { interval: 5 }).toEqual({ count: 2 });
    await clock.advance(1000);
    await expect.poll(due, { interval: 5 }).toEqual({ count: 0 });
    expect((await received("steps.fifo")).map(({ Body }) => Body)).toEqual(["3", "1", "2"]);
  });

  it.each([
    ["a message without a group", {}, "The MessageGroupId parameter is required for FIFO topics"],
    ["a message without an id", inGroup("a"), "The topic should either have ContentBasedDeduplication enabled or"],
  ])("rejects %s", async (_what, more, message) => {
    const TopicArn = await topic("strict.fifo", { FifoTopic: "true" });
    await expect(publish(TopicArn, "1", more)).rejects.toThrow(message);
  });

  it("takes queues alone, and a FIFO queue for dead letters of a FIFO queue", async () => {
    const TopicArn = await topic("strict.fifo", { FifoTopic: "true" });
    await expect(subscribe(TopicArn, functionArn)).rejects.toThrow("Invalid protocol type: lambda");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf("sqs", "dead") });
    await expect(subscribe(TopicArn, arnOf("sqs", "q.fifo"), { RedrivePolicy })).rejects.toThrow(
      "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.",
    );
  });
});

describe("who may publish", () => {
  const role = { kind: "role", roleArn: "arn:aws:iam::000000000000:role/writer", sessionName: "s" } as const;

  it("is whom a role's policy or the topic's lets, in AWS's words", async () => {
    const TopicArn = await topic("guarded");
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    await call("iam", "CreateRole", { RoleName: "writer", AssumeRolePolicyDocument });
    const send = () => cloud.cloud.call("sns", "Publish", { TopicArn, Message: "m" }, role);
    await expect(send()).rejects.toMatchObject({
      code: "AuthorizationErrorException",
      status: 403,
      message: `User: arn:aws:sts::000000000000:assumed-role/writer/s is not authorized to perform: SNS:Publish on resource: ${TopicArn} because no identity-based policy allows the SNS:Publish action`,
    });
    const statement = { Effect: "Allow", Principal: { AWS: role.roleArn }, Action: "SNS:Publish", Resource: TopicArn };
    const AttributeValue = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await call("sns", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue });
    expect(await send()).toHaveProperty("MessageId");
  });
});
