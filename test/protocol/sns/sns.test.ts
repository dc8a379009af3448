import {
  AddPermissionCommand,
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  RemovePermissionCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const arnOf = (name: string): string => `arn:aws:sns:us-east-1:000000000000:${name}`;
const queueOf = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;

describe("SNS over the wire", () => {
  let cloud: TestCloud;
  let sns: SNSClient;
  beforeAll(async () => {
    cloud = await createTestCloud();
    sns = new SNSClient(cloud.clientConfig);
  });
  afterAll(() => cloud.close());

  const create = async (Name: string, Attributes: Record<string, string> = {}): Promise<string> =>
    (await sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn ?? "";
  const subscribe = async (
    TopicArn: string,
    queue: string,
    Attributes: Record<string, string> = {},
  ): Promise<string> => {
    const command = new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queueOf(queue), Attributes });
    return (await sns.send(command)).SubscriptionArn ?? "";
  };
  const attributesOf = async (SubscriptionArn: string): Promise<Record<string, string> | undefined> =>
    (await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes;

  describe("topics", () => {
    it("are created, described with what AWS fills in, changed and deleted", async () => {
      const TopicArn = await create("orders", { DisplayName: "Orders", TracingConfig: "Active" });
      expect(TopicArn).toBe(arnOf("orders"));
      const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
      expect(Attributes).toMatchObject({
        DisplayName: "Orders",
        TracingConfig: "Active",
        Owner: "000000000000",
        SubscriptionsConfirmed: "0",
        SubscriptionsDeleted: "0",
        SubscriptionsPending: "0",
        TopicArn,
      });
      expect(JSON.parse(Attributes["Policy"] ?? "")).toMatchObject({
        Id: "__default_policy_ID",
        Statement: [{ Sid: "__default_statement_ID", Resource: TopicArn }],
      });
      expect(JSON.parse(Attributes["EffectiveDeliveryPolicy"] ?? "")).toHaveProperty("http");
      const set = { TopicArn, AttributeName: "DisplayName", AttributeValue: "All orders" };
      await sns.send(new SetTopicAttributesCommand(set));
      expect((await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes?.["DisplayName"]).toBe(
        "All orders",
      );
      expect((await sns.send(new ListTopicsCommand({}))).Topics).toContainEqual({ TopicArn });
      await sns.send(new DeleteTopicCommand({ TopicArn }));
      await sns.send(new DeleteTopicCommand({ TopicArn }));
      await expect(sns.send(new GetTopicAttributesCommand({ TopicArn }))).rejects.toMatchObject({
        name: "NotFoundException",
        message: "Topic does not exist",
        $metadata: { httpStatusCode: 404 },
      });
    });

    it("may be created again, unless something differs", async () => {
      const tags = [{ Key: "a", Value: "1" }];
      const send = (more: object) => sns.send(new CreateTopicCommand({ Name: "again", Tags: tags, ...more }));
      await send({});
      await expect(send({})).resolves.toMatchObject({ TopicArn: arnOf("again") });
      await expect(send({ Attributes: { DisplayName: "x" } })).rejects.toThrow(
        "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
      );
      await expect(send({ Tags: [...tags, { Key: "b", Value: "2" }] })).rejects.toThrow(
        "Invalid parameter: Tags Reason: Topic already exists with different tags",
      );
    });

    it("have tags and permissions", async () => {
      const TopicArn = await create("tagged");
      const Tags = [
        { Key: "k1", Value: "v1" },
        { Key: "k2", Value: "v2" },
      ];
      await sns.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags }));
      await sns.send(new UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ["k1"] }));
      expect((await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags).toEqual(Tags.slice(1));
      const permission = { TopicArn, Label: "others", AWSAccountId: ["111122223333"], ActionName: ["Publish"] };
      await sns.send(new AddPermissionCommand(permission));
      const policy = async (): Promise<{ Statement: object[] }> => {
        const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
        return JSON.parse(Attributes?.["Policy"] ?? "") as { Statement: object[] };
      };
      expect((await policy()).Statement[1]).toEqual({
        Sid: "others",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "SNS:Publish",
        Resource: TopicArn,
      });
      await sns.send(new RemovePermissionCommand({ TopicArn, Label: "others" }));
      expect((await policy()).Statement).toHaveLength(1);
    });

    it.each([
      ["a bad name", { Name: "in valid" }, "Invalid parameter: Topic Name"],
      ["a FIFO name without the attribute", { Name: "x.fifo" }, "Invalid parameter: Topic Name"],
      ["a FIFO topic without the name", { Name: "x", Attributes: { FifoTopic: "true" } }, "must end with .fifo"],
      ["an unknown attribute", { Name: "x", Attributes: { Colour: "red" } }, "Invalid parameter: AttributeName"],
    ])("reject %s", async (_what, input, message) => {
      await expect(sns.send(new CreateTopicCommand(input))).rejects.toMatchObject({
        name: "InvalidParameterException",
        message: expect.stringContaining(message) as string,
      });
    });

    it("refuse encryption by a key by name", async () => {
      const Attributes = { KmsMasterKeyId: "alias/aws/sns" };
      await expect(sns.send(new CreateTopicCommand({ Name: "x", Attributes }))).rejects.toThrow(
        "The topic attribute KmsMasterKeyId is not implemented by the local cloud",
      );
    });
  });

  describe("subscriptions", () => {
    it("of queues are confirmed at once, listed, changed and ended", async () => {
      const TopicArn = await create("life");
      const SubscriptionArn = await subscribe(TopicArn, "inbox", { RawMessageDelivery: "true" });
      expect(SubscriptionArn).toMatch(/^arn:aws:sns:us-east-1:000000000000:life:[\da-f-]{36}$/);
      expect(await attributesOf(SubscriptionArn)).toEqual({
        ConfirmationWasAuthenticated: "true",
        Endpoint: queueOf("inbox"),
        Owner: "000000000000",
        PendingConfirmation: "false",
        Protocol: "sqs",
        RawMessageDelivery: "true",
        SubscriptionArn,
        SubscriptionPrincipal: "arn:aws:iam::000000000000:root",
        TopicArn,
      });
      expect(await subscribe(TopicArn, "inbox", { RawMessageDelivery: "true" })).toBe(SubscriptionArn);
      await expect(subscribe(TopicArn, "inbox", { FilterPolicy: '{"a":["b"]}' })).rejects.toThrow(
        "Subscription already exists with different attributes",
      );
      const one = { SubscriptionArn, Owner: "000000000000", Protocol: "sqs", Endpoint: queueOf("inbox"), TopicArn };
      expect((await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions).toEqual([one]);
      expect((await sns.send(new ListSubscriptionsCommand({}))).Subscriptions).toContainEqual(one);
      const policy = '{"store":[{"exists":true}]}';
      const set = (AttributeName: string, AttributeValue: string) =>
        sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
      await set("FilterPolicyScope", "MessageBody");
      expect(await attributesOf(SubscriptionArn)).not.toHaveProperty("FilterPolicyScope");
      await set("FilterPolicy", policy);
      expect(await attributesOf(SubscriptionArn)).toMatchObject({
        FilterPolicy: policy,
        FilterPolicyScope: "MessageBody",
      });
      await set("FilterPolicy", "{}");
      expect(await attributesOf(SubscriptionArn)).not.toHaveProperty("FilterPolicy");
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      await expect(attributesOf(SubscriptionArn)).rejects.toThrow("Subscription does not exist");
      const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
      expect(Attributes).toMatchObject({ SubscriptionsConfirmed: "0", SubscriptionsDeleted: "1" });
    });

    it("are never waiting for a token", async () => {
      const TopicArn = await create("confirmed");
      const command = new ConfirmSubscriptionCommand({ TopicArn, Token: "0".repeat(64) });
      await expect(sns.send(command)).rejects.toThrow("Invalid token");
    });

    it.each(["email", "email-json"])("by %s wait to be confirmed, and get nothing until then", async (Protocol) => {
      const TopicArn = await create(`pending-${Protocol}`);
      const subscribe = (given: object) =>
        sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint: "ops@example.com", ...given }));
      expect((await subscribe({})).SubscriptionArn).toBe("pending confirmation");
      const { SubscriptionArn = "" } = await subscribe({ ReturnSubscriptionArn: true });
      expect(await attributesOf(SubscriptionArn)).toMatchObject({
        PendingConfirmation: "true",
        ConfirmationWasAuthenticated: "false",
        Endpoint: "ops@example.com",
        Protocol,
      });
      const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      expect(Subscriptions).toMatchObject([{ SubscriptionArn: "PendingConfirmation", Protocol }]);
      const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
      expect(Attributes).toMatchObject({ SubscriptionsConfirmed: "0", SubscriptionsPending: "1" });
      await sns.send(new PublishCommand({ TopicArn, Message: "hello" }));
      expect(cloud.cloud.db.prepare("SELECT count(*) AS n FROM sns_deliveries").get()).toEqual({ n: 0 });
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      await expect(attributesOf(SubscriptionArn)).rejects.toThrow("Subscription does not exist");
    });

    it.each([
      [
        "a protocol that is none",
        { Protocol: "pigeon", Endpoint: "x" },
        "does not support this protocol string: pigeon",
      ],
      ["the URL of a queue", { Protocol: "sqs", Endpoint: "http://x/y" }, "Invalid parameter: SQS endpoint ARN"],
      ["a FIFO queue", { Protocol: "sqs", Endpoint: queueOf("q.fifo") }, "FIFO SQS Queues can not be subscribed"],
      ["what is no address", { Protocol: "email", Endpoint: "a.b.c" }, "Invalid parameter: Email address"],
      ["a text message", { Protocol: "sms", Endpoint: "+4100" }, "The protocol 'sms' of sns Subscribe"],
      ["HTTPS", { Protocol: "https", Endpoint: "https://a" }, "or a function that reaches what is outside"],
    ])("reject %s", async (_what, input, message) => {
      const TopicArn = await create("strict");
      await expect(sns.send(new SubscribeCommand({ TopicArn, ...input }))).rejects.toThrow(message);
    });

    it.each([
      ["RawMessageDelivery", "perhaps", "RawMessageDelivery: Invalid value [perhaps]. Must be true or false."],
      [
        "FilterPolicyScope",
        "Subject",
        "FilterPolicyScope: Invalid value [Subject]. Please use either MessageBody or MessageAttributes",
      ],
      ["RedrivePolicy", '{"deadLetterTargetArn":"queue"}', "RedrivePolicy: deadLetterTargetArn is an invalid arn"],
      ["RedrivePolicy", "{invalid}", "RedrivePolicy: failed to parse JSON."],
      ["FilterPolicy", "{invalid}", "FilterPolicy: failed to parse JSON."],
      [
        "FilterPolicy",
        '{"key":[["value"]]}',
        'FilterPolicy: Match value must be String, number, true, false, or null\n at [Source: (String)"{"key":[["value"]]}"; line: 1, column: 10]',
      ],
      ["FilterPolicy", '{"key":[{"wrong-operator":true}]}', "FilterPolicy: Unrecognized match type wrong-operator"],
      ["FilterPolicy", '{"key":[{"suffix":100}]}', "FilterPolicy: suffix match pattern must be a string"],
      ["FilterPolicy", '{"key":{"suffix":"value"}}', 'FilterPolicy: "suffix" must be an object or an array'],
      [
        "FilterPolicy",
        '{"key":[{"numeric":["<",100,">",10]}]}',
        "FilterPolicy: Too many elements in numeric expression",
      ],
      [
        "FilterPolicy",
        '{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}',
        "FilterPolicy: Filter policy can not have more than 5 keys",
      ],
      ["FilterPolicy", `{"a":${JSON.stringify([...Array(151).keys()])}}`, "FilterPolicy: Filter policy is too complex"],
      [
        "FilterPolicy",
        '{"a":{"b":["c"]}}',
        "Filter policy scope MessageAttributes does not support nested filter policy",
      ],
      ["Colour", "red", "AttributeName"],
    ])("reject the attribute %s=%s", async (AttributeName, AttributeValue, message) => {
      const SubscriptionArn = await subscribe(await create("attributes"), "inbox");
      const command = new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue });
      await expect(sns.send(command)).rejects.toMatchObject({
        name: "InvalidParameterException",
        message: expect.stringContaining(`Invalid parameter: ${message}`) as string,
      });
    });
  });

  describe("messages", () => {
    const attribute = (name: string, value: object) => ({ MessageAttributes: { [name]: value as never } });
    const text = { DataType: "String", StringValue: "x" };
    it.each([
      ["empty ones", { Message: "" }, "InvalidParameterException", "Invalid parameter: Empty message"],
      [
        "too long ones",
        { Message: "x".repeat(262_145) },
        "InvalidParameterException",
        "Invalid parameter: Message too long",
      ],
      ["an empty subject", { Subject: "" }, "InvalidParameterException", "Invalid parameter: Subject"],
      ["a subject of two lines", { Subject: "a\nb" }, "InvalidParameterException", "Invalid parameter: Subject"],
      [
        "a structure without a default",
        { MessageStructure: "json", Message: '{"default":1}' },
        "InvalidParameterException",
        "Message Structure - No default entry in JSON message body",
      ],
      [
        "a structure that is no JSON",
        { MessageStructure: "json", Message: "{" },
        "InvalidParameterException",
        "Message Structure - JSON message body failed to parse",
      ],
      [
        "a deduplication id",
        { MessageDeduplicationId: "x" },
        "InvalidParameterException",
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
      ],
      [
        "an attribute without a value",
        attribute("a", { DataType: "String" }),
        "InvalidParameterValueException",
        "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
      ],
      [
        "an attribute in the wrong field",
        attribute("a", { DataType: "Number", BinaryValue: Buffer.from("1") }),
        "InvalidParameterValueException",
        "The message attribute 'a' with type 'Number' must use field 'String'.",
      ],
      [
        "an attribute of another type",
        attribute("a", { ...text, DataType: "Text" }),
        "InvalidParameterValueException",
        "has an invalid message attribute type",
      ],
      [
        "a bad name of an attribute",
        attribute("a^b", text),
        "InvalidParameterValueException",
        "Invalid non-alphanumeric character '#x5E' was found in the message attribute name.",
      ],
      [
        "a name of an attribute that begins with a dot",
        attribute(".a", text),
        "InvalidParameterValueException",
        "Invalid message attribute name starting with character '.' was found.",
      ],
    ])("reject %s", async (_what, input, name, message) => {
      const TopicArn = await create("checked");
      await expect(sns.send(new PublishCommand({ TopicArn, Message: "m", ...input }))).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message) as string,
      });
    });

    it("reject what no topic is", async () => {
      const publish = (input: object) => sns.send(new PublishCommand({ Message: "m", ...input }));
      await expect(publish({ TopicArn: "a:b" })).rejects.toThrow(
        "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 2",
      );
      await expect(publish({ TopicArn: arnOf("absent") })).rejects.toThrow("Topic does not exist");
      await expect(publish({})).rejects.toThrow("TopicArn or TargetArn Reason: no value for required parameter");
      await expect(publish({ PhoneNumber: "+15551234567" })).rejects.toThrow("is not implemented by the local cloud");
    });

    it("in batches are taken all or none", async () => {
      const TopicArn = await create("batch");
      const batch = (entries: readonly object[]) =>
        sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries as never }));
      const { Successful, Failed } = await batch([
        { Id: "1", Message: "a" },
        { Id: "2", Message: "b" },
      ]);
      expect(Successful?.map(({ Id }) => Id)).toEqual(["1", "2"]);
      expect(Failed ?? []).toEqual([]);
      await expect(batch([{ Id: "1", Message: "" }])).rejects.toThrow("Empty message");
      const same = [
        { Id: "1", Message: "a" },
        { Id: "1", Message: "b" },
      ];
      await expect(batch(same)).rejects.toMatchObject({ name: "BatchEntryIdsNotDistinctException" });
      const many = Array.from({ length: 11 }, (_unused, index) => ({ Id: String(index), Message: "m" }));
      await expect(batch(many)).rejects.toMatchObject({ name: "TooManyEntriesInBatchRequestException" });
      await expect(batch([])).rejects.toMatchObject({ name: "EmptyBatchRequestException" });
    });
  });
});
