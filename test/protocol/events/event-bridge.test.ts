import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEventsService } from "../../../src/local/services/events/index.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

let cloud: TestCloud;
let events: EventBridgeClient;

beforeEach(async () => {
  cloud = await createTestCloud({ services: [createIamService, createStsService, createEventsService] });
  events = new EventBridgeClient(cloud.clientConfig);
});

afterEach(() => cloud.close());

const queueArn = "arn:aws:sqs:us-east-1:000000000000:q";
const put = (...Entries: PutEventsRequestEntry[]) => events.send(new PutEventsCommand({ Entries }));

describe("EventBridge", () => {
  it("keeps buses, and always has the default one", async () => {
    const { EventBusArn } = await events.send(new CreateEventBusCommand({ Name: "app", Description: "ours" }));
    expect(EventBusArn).toBe("arn:aws:events:us-east-1:000000000000:event-bus/app");
    expect(await events.send(new DescribeEventBusCommand({ Name: "app" }))).toMatchObject({ Description: "ours" });
    expect(await events.send(new DescribeEventBusCommand({}))).toMatchObject({ Name: "default" });
    const { EventBuses } = await events.send(new ListEventBusesCommand({}));
    expect(EventBuses?.map(({ Name }) => Name)).toEqual(["app", "default"]);
    await events.send(new DeleteEventBusCommand({ Name: "app" }));
    await expect(events.send(new DescribeEventBusCommand({ Name: "app" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await expect(events.send(new DeleteEventBusCommand({ Name: "default" }))).rejects.toThrow(
      "Cannot delete event bus",
    );
  });

  it("keeps rules with their targets and tags over a restart", async () => {
    await events.send(new CreateEventBusCommand({ Name: "app" }));
    const EventPattern = JSON.stringify({ source: ["app"] });
    const Tags = [{ Key: "team", Value: "data" }];
    const rule = { Name: "r", EventBusName: "app" };
    const { RuleArn } = await events.send(new PutRuleCommand({ ...rule, EventPattern, Tags }));
    expect(RuleArn).toBe("arn:aws:events:us-east-1:000000000000:rule/app/r");
    const Targets = [{ Id: "1", Arn: queueArn, RetryPolicy: { MaximumRetryAttempts: 3 } }];
    await events.send(new PutTargetsCommand({ Rule: "r", EventBusName: "app", Targets }));
    await events.send(new DisableRuleCommand(rule));
    await events.send(new TagResourceCommand({ ResourceARN: RuleArn, Tags: [{ Key: "b", Value: "2" }] }));
    cloud = await cloud.restart();
    events = new EventBridgeClient(cloud.clientConfig);
    expect(await events.send(new DescribeRuleCommand(rule))).toMatchObject({ State: "DISABLED", EventPattern });
    const listed = await events.send(new ListTargetsByRuleCommand({ Rule: "r", EventBusName: "app" }));
    expect(listed.Targets).toEqual(Targets);
    expect((await events.send(new ListRulesCommand({ EventBusName: "app" }))).Rules).toHaveLength(1);
    const named = await events.send(new ListRuleNamesByTargetCommand({ TargetArn: queueArn, EventBusName: "app" }));
    expect(named.RuleNames).toEqual(["r"]);
    const tags = await events.send(new ListTagsForResourceCommand({ ResourceARN: RuleArn }));
    expect(tags.Tags).toEqual([...Tags, { Key: "b", Value: "2" }]);
    await expect(events.send(new DeleteRuleCommand(rule))).rejects.toThrow("since it has targets");
    await events.send(new RemoveTargetsCommand({ Rule: "r", EventBusName: "app", Ids: ["1"] }));
    await events.send(new DeleteRuleCommand(rule));
    await expect(events.send(new DescribeRuleCommand(rule))).rejects.toThrow("Rule r does not exist on EventBus app.");
  });

  it("answers each entry of PutEvents for itself", async () => {
    const good = { Source: "app", DetailType: "t", Detail: "{}" };
    const { FailedEntryCount, Entries } = await put(
      good,
      { ...good, Source: "aws.s3" },
      { ...good, Detail: "{" },
      { ...good, DetailType: "" },
      { ...good, Detail: "[]" },
    );
    expect(FailedEntryCount).toBe(4);
    expect(Entries).toMatchObject([
      { EventId: expect.stringMatching(/^[\da-f-]{36}$/) },
      { ErrorCode: "NotAuthorizedForSource", ErrorMessage: "Not authorized for the source." },
      { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." },
      {
        ErrorCode: "InvalidArgument",
        ErrorMessage: "Parameter DetailType is not valid. Reason: DetailType is a required argument.",
      },
      { ErrorCode: "MalformedDetail" },
    ]);
    const Detail = JSON.stringify({ text: "x".repeat(1_048_576) });
    await expect(put({ ...good, Detail })).rejects.toThrow(
      "Total size of the entries in the request is over the limit.",
    );
    await expect(put(...Array.from({ length: 11 }, () => good))).rejects.toThrow("less than or equal to 10");
  });

  it("tells whether a pattern matches", async () => {
    const event = { id: "1", "detail-type": "t", source: "app", account: "0", time: "", region: "", resources: [] };
    const test = (pattern: object, value: object = event) =>
      events.send(new TestEventPatternCommand({ EventPattern: JSON.stringify(pattern), Event: JSON.stringify(value) }));
    expect((await test({ source: ["app"] })).Result).toBe(true);
    expect((await test({ source: ["other"] })).Result).toBe(false);
    await expect(test({ source: ["app"] }, { source: "app" })).rejects.toThrow("id is a required field");
    await expect(test({ source: "app" })).rejects.toMatchObject({ name: "InvalidEventPatternException" });
  });

  it("rejects invalid patterns, targets that it cannot reach, and members that it would ignore", async () => {
    const putRule = (EventPattern: string) => events.send(new PutRuleCommand({ Name: "r", EventPattern }));
    await expect(putRule(`{"source":"app"}`)).rejects.toMatchObject({
      name: "InvalidEventPatternException",
      message: expect.stringContaining('Event pattern is not valid. Reason: "source" must be an object or an array'),
    });
    await expect(events.send(new PutRuleCommand({ Name: "r", ScheduleExpression: "rate(1 minutes)" }))).rejects.toThrow(
      "ScheduleExpression",
    );
    await putRule(`{"source":["app"]}`);
    const target = (changes: object) =>
      events.send(new PutTargetsCommand({ Rule: "r", Targets: [{ Id: "1", Arn: queueArn, ...changes }] }));
    await expect(target({ Arn: "arn:aws:kinesis:us-east-1:000000000000:stream/s" })).rejects.toThrow(
      "is not implemented",
    );
    await expect(target({ KinesisParameters: { PartitionKeyPath: "$.g" } })).rejects.toThrow("KinesisParameters");
    await expect(target({ Arn: "arn:aws:states:us-east-1:000000000000:stateMachine:m" })).rejects.toThrow(
      "RoleArn is required",
    );
    await expect(target({ Input: "{}", InputPath: "$" })).rejects.toThrow("Only one of Input");
    await expect(target({ Input: "{" })).rejects.toThrow("JSON syntax error");
    await expect(target({ RetryPolicy: { MaximumRetryAttempts: 200 } })).rejects.toThrow("between 0 and 185");
  });
});
