import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

let running: TestCloud;
beforeAll(async () => {
  running = await createTestCloud();
});
afterAll(() => running.close());

const subscription = { Protocol: "email", Endpoint: "a@b.c" };

it.each([
  [
    "a subscription",
    "AWS::SNS::Subscription",
    { TopicArn: "arn:aws:sns:us-east-1:000000000000:t", ...subscription },
    "Protocol",
  ],
  ["a topic's own subscription", "AWS::SNS::Topic", { Subscription: [subscription] }, "Subscription.Protocol"],
])("refuses %s by e-mail before anything is made, and says what to do", async (_what, Type, Properties, path) => {
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
    `${Type} property '${path}' with the value 'email' is not implemented by the local cloud: subscribe a queue, or a function`,
  );
  expect(StackEvents.filter((event) => JSON.stringify(event).includes("CREATE_COMPLETE"))).toEqual([]);
});
