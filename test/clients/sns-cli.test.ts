import { beforeAll, describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

const queueArn = "arn:aws:sqs:us-east-1:000000000000:inbox";

// The AWS CLI as it comes: it parses every answer itself.
describe.skipIf(!hasTool("aws"))("aws sns", () => {
  const suite = awsCliSuite();
  const { aws, refused } = suite;
  let topicArn: string;
  beforeAll(async () => {
    const Statement = [
      { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: queueArn },
    ];
    const Attributes = { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) };
    await suite.cloud.cloud.call("sqs", "CreateQueue", { QueueName: "inbox", Attributes }, { kind: "root" });
  });
  it("creates a topic with tags, permissions and attributes", async () => {
    const tags = [{ Key: "a", Value: "b" }];
    ({ TopicArn: topicArn } = await aws("sns create-topic", { name: "news", tags }));
    expect(topicArn).toBe("arn:aws:sns:us-east-1:000000000000:news");
    expect((await aws("sns list-topics")).Topics).toEqual([{ TopicArn: topicArn }]);
    await aws("sns set-topic-attributes", { topicArn, attributeName: "DisplayName", attributeValue: "News" });
    expect((await aws("sns get-topic-attributes", { topicArn })).Attributes).toMatchObject({ DisplayName: "News" });
    await aws("sns tag-resource", { resourceArn: topicArn, tags: [{ Key: "c", Value: "d" }] });
    await aws("sns untag-resource", { resourceArn: topicArn, tagKeys: ["a"] });
    expect((await aws("sns list-tags-for-resource", { resourceArn: topicArn })).Tags).toEqual([
      { Key: "c", Value: "d" },
    ]);
    await aws("sns add-permission", {
      topicArn,
      label: "others",
      awsAccountId: ["111122223333"],
      actionName: ["Publish"],
    });
    await aws("sns remove-permission", { topicArn, label: "others" });
  });

  it("subscribes, publishes and unsubscribes", async () => {
    const attributes = { FilterPolicy: '{"kind":["urgent"]}' };
    const { SubscriptionArn: subscriptionArn } = await aws("sns subscribe", {
      topicArn,
      protocol: "sqs",
      notificationEndpoint: queueArn,
      attributes,
    });
    await aws("sns set-subscription-attributes", {
      subscriptionArn,
      attributeName: "RawMessageDelivery",
      attributeValue: "true",
    });
    expect((await aws("sns get-subscription-attributes", { subscriptionArn })).Attributes).toMatchObject({
      ...attributes,
      RawMessageDelivery: "true",
    });
    const messageAttributes = { kind: { DataType: "String", StringValue: "urgent" } };
    const published = await aws("sns publish", { topicArn, message: "now", subject: "Hey", messageAttributes });
    expect(published.MessageId).toMatch(/^[\da-f-]{36}$/);
    const publishBatchRequestEntries = [{ Id: "1", Message: "later" }];
    const batch = await aws("sns publish-batch", { topicArn, publishBatchRequestEntries });
    expect(batch.Successful).toMatchObject([{ Id: "1" }]);
    const received = await aws("sqs receive-message", {
      queueUrl: `${suite.cloud.endpoint}/000000000000/inbox`,
      messageAttributeNames: ["All"],
      maxNumberOfMessages: 10,
      waitTimeSeconds: 5,
    });
    expect(received.Messages).toMatchObject([{ Body: "now", MessageAttributes: { kind: { StringValue: "urgent" } } }]);
    const one = { SubscriptionArn: subscriptionArn, Endpoint: queueArn };
    expect((await aws("sns list-subscriptions")).Subscriptions).toMatchObject([one]);
    expect((await aws("sns list-subscriptions-by-topic", { topicArn })).Subscriptions).toMatchObject([one]);
    await aws("sns unsubscribe", { subscriptionArn });
  });

  it("is refused in AWS's words", async () => {
    expect(await refused("sns confirm-subscription", { topicArn, token: "none" })).toContain("(InvalidParameter)");
    await aws("sns delete-topic", { topicArn });
    expect(await refused("sns publish", { topicArn, message: "m" })).toContain(
      "(NotFound) when calling the Publish operation: Topic does not exist",
    );
  });
});
