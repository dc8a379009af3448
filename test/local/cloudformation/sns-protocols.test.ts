import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

let running: TestCloud;
beforeAll(async () => {
  running = await createTestCloud();
});
afterAll(() => running.close());

const subscription = { Protocol: "https", Endpoint: "https://a.b" };

it.each([
  [
    "a subscription",
    "AWS::SNS::Subscription",
    { TopicArn: "arn:aws:sns:us-east-1:000000000000:t", ...subscription },
    "Protocol",
  ],
  ["a topic's own subscription", "AWS::SNS::Topic", { Subscription: [subscription] }, "Subscription.Protocol"],
])("refuses %s by HTTPS before anything is made, and says what to do", async (_what, Type, Properties, path) => {
  const StackName = `refused-${path.length}`;
  const TemplateBody = JSON.stringify({
    Resources: { First: { Type: "AWS::SNS::Topic" }, Second: { Type, Properties } },
  });
  await callCloudFormation(running.cloud, "CreateStack", { StackName, TemplateBody });
  expect((await settledStack(running.cloud, StackName)).StackStatus).toBe("ROLLBACK_COMPLETE");
  const { StackEvents } = await callCloudFormation<{ StackEvents: readonly { ResourceStatusReason?: string }[] }>(
    running.cloud,
    "DescribeStackEvents",
    { StackName },
  );
  expect(StackEvents.map(({ ResourceStatusReason = "" }) => ResourceStatusReason).join("\n")).toContain(
    `${Type} property '${path}' with the value 'https' is not implemented by the local cloud: subscribe a queue, or a function`,
  );
  expect(StackEvents.filter((event) => JSON.stringify(event).includes("CREATE_COMPLETE"))).toEqual([]);
});

it("takes subscriptions by e-mail, which nobody confirms, and drops what the template drops", async () => {
  const template = (address: string): string =>
    JSON.stringify({
      Resources: {
        Ops: {
          Type: "AWS::SNS::Topic",
          Properties: { Subscription: [{ Protocol: "email", Endpoint: `in-${address}` }] },
        },
        Mail: {
          Type: "AWS::SNS::Subscription",
          Properties: { TopicArn: { Ref: "Ops" }, Protocol: "email", Endpoint: address },
        },
      },
    });
  const endpoints = async () => {
    const { Subscriptions } = await running.cloud.call<{
      Subscriptions: readonly { Endpoint: string; SubscriptionArn: string }[];
    }>("sns", "ListSubscriptions", {}, { kind: "root" });
    expect(Subscriptions.every(({ SubscriptionArn }) => SubscriptionArn === "PendingConfirmation")).toBe(true);
    return Subscriptions.map(({ Endpoint }) => Endpoint).toSorted();
  };
  const StackName = "mail";
  await callCloudFormation(running.cloud, "CreateStack", { StackName, TemplateBody: template("a@b.ch") });
  const { StackId, StackStatus } = await settledStack(running.cloud, StackName);
  expect(StackStatus).toBe("CREATE_COMPLETE");
  expect(await endpoints()).toEqual(["a@b.ch", "in-a@b.ch"]);
  await callCloudFormation(running.cloud, "UpdateStack", { StackName, TemplateBody: template("c@d.ch") });
  expect((await settledStack(running.cloud, StackName)).StackStatus).toBe("UPDATE_COMPLETE");
  // The topic's own cannot be ended without its ARN, as on AWS.
  expect(await endpoints()).toEqual(["c@d.ch", "in-a@b.ch", "in-c@d.ch"]);
  await callCloudFormation(running.cloud, "DeleteStack", { StackName });
  expect((await settledStack(running.cloud, StackId ?? "")).StackStatus).toBe("DELETE_COMPLETE");
  expect(await endpoints()).toEqual([]);
});
