import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

describe.skipIf(!hasTool("aws"))("aws events", () => {
  const suite = awsCliSuite();
  const { aws, refused } = suite;

  /** A queue that rules may send to, and what it got. */
  async function inbox(queueName: string) {
    const arn = `arn:aws:sqs:us-east-1:000000000000:${queueName}`;
    const Statement = [
      { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage", Resource: arn },
    ];
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    const { QueueUrl: queueUrl } = await aws("sqs create-queue", { queueName, attributes: { Policy } });
    return {
      arn,
      next: async () =>
        JSON.parse((await aws("sqs receive-message", { queueUrl, waitTimeSeconds: 10 })).Messages[0].Body),
    };
  }

  it.concurrent("sends what matches a rule to its target", async () => {
    const queue = await inbox("matched");
    const eventPattern = { source: ["shop"], detail: { total: [{ numeric: [">", 100] }] } };
    const { RuleArn } = await aws("events put-rule", { name: "large", eventPattern, description: "large orders" });
    expect(RuleArn).toBe("arn:aws:events:us-east-1:000000000000:rule/large");
    const InputTransformer = { InputPathsMap: { total: "$.detail.total" }, InputTemplate: '{"sum": <total>}' };
    const targets = [{ Id: "queue", Arn: queue.arn, InputTransformer }];
    expect(await aws("events put-targets", { rule: "large", targets })).toEqual({
      FailedEntryCount: 0,
      FailedEntries: [],
    });
    const entry = (total: number) => ({ Source: "shop", DetailType: "Ordered", Detail: JSON.stringify({ total }) });
    const { Entries, FailedEntryCount } = await aws("events put-events", { entries: [entry(5), entry(500)] });
    expect([Entries.length, FailedEntryCount]).toEqual([2, 0]);
    expect(await queue.next()).toEqual({ sum: 500 });
    expect(await aws("events describe-rule", { name: "large" })).toMatchObject({
      State: "ENABLED",
      Description: "large orders",
    });
    expect((await aws("events list-rules", { namePrefix: "lar" })).Rules).toMatchObject([{ Name: "large" }]);
    expect((await aws("events list-targets-by-rule", { rule: "large" })).Targets).toEqual(targets);
    expect(await aws("events list-rule-names-by-target", { targetArn: queue.arn })).toEqual({ RuleNames: ["large"] });
    await aws("events disable-rule", { name: "large" });
    expect((await aws("events describe-rule", { name: "large" })).State).toBe("DISABLED");
    await aws("events enable-rule", { name: "large" });
    expect(await refused("events delete-rule", { name: "large" })).toBe(
      "An error occurred (ValidationException) when calling the DeleteRule operation: Rule can't be deleted since it has targets.",
    );
    await aws("events remove-targets", { rule: "large", ids: ["queue"] });
    await aws("events delete-rule", { name: "large" });
    expect(await refused("events describe-rule", { name: "large" })).toBe(
      "An error occurred (ResourceNotFoundException) when calling the DescribeRule operation: Rule large does not exist on EventBus default.",
    );
  });

  it.concurrent("tells whether a pattern matches, and what is wrong with it", async () => {
    const event = {
      id: "1",
      account: "000000000000",
      source: "shop",
      time: "2026-01-01T00:00:00Z",
      region: "us-east-1",
      resources: [],
      "detail-type": "Ordered",
      detail: { total: 7 },
    };
    const matches = (eventPattern: object) => aws("events test-event-pattern", { eventPattern, event });
    expect(await matches({ source: [{ prefix: "sh" }] })).toEqual({ Result: true });
    expect(await matches({ detail: { total: [{ numeric: [">", 7] }] } })).toEqual({ Result: false });
    expect(await refused("events test-event-pattern", { eventPattern: { source: "shop" }, event })).toContain(
      "An error occurred (InvalidEventPatternException) when calling the TestEventPattern operation: Event pattern is not valid. Reason:",
    );
  });

  it.concurrent("has buses, and replays what an archive keeps", async () => {
    const { EventBusArn } = await aws("events create-event-bus", { name: "shop", tags: [{ Key: "team", Value: "a" }] });
    expect(await aws("events list-tags-for-resource", { resourceArn: EventBusArn })).toEqual({
      Tags: [{ Key: "team", Value: "a" }],
    });
    expect(await aws("events describe-event-bus", { name: "shop" })).toMatchObject({ Name: "shop", Arn: EventBusArn });
    expect((await aws("events list-event-buses", { namePrefix: "sh" })).EventBuses).toMatchObject([{ Name: "shop" }]);
    const { ArchiveArn } = await aws("events create-archive", { archiveName: "all", eventSourceArn: EventBusArn });
    expect(await aws("events describe-archive", { archiveName: "all" })).toMatchObject({
      State: "ENABLED",
      ArchiveArn,
    });
    const queue = await inbox("replayed");
    const rule = { rule: "everything", eventBusName: "shop" };
    await aws("events put-rule", { name: "everything", eventBusName: "shop", eventPattern: { source: ["shop"] } });
    await aws("events put-targets", { ...rule, targets: [{ Id: "queue", Arn: queue.arn }] });
    const Detail = JSON.stringify({ n: 1 });
    await aws("events put-events", { entries: [{ Source: "shop", DetailType: "Seen", Detail, EventBusName: "shop" }] });
    const first = await queue.next();
    expect(first).toMatchObject({ "detail-type": "Seen", detail: { n: 1 } });
    const time = (offset: number) => new Date(Date.now() + offset).toISOString();
    await aws("events start-replay", {
      replayName: "again",
      eventSourceArn: ArchiveArn,
      eventStartTime: time(-600_000),
      eventEndTime: time(600_000),
      destination: { Arn: EventBusArn },
    });
    expect(await queue.next()).toMatchObject({ detail: { n: 1 }, "replay-name": "again" });
    expect(await aws("events describe-replay", { replayName: "again" })).toMatchObject({ EventSourceArn: ArchiveArn });
    expect((await aws("events list-replays")).Replays).toMatchObject([{ ReplayName: "again" }]);
    await aws("events delete-archive", { archiveName: "all" });
    expect((await aws("events list-archives")).Archives).toEqual([]);
    await aws("events remove-targets", { ...rule, ids: ["queue"] });
    await aws("events delete-rule", { name: "everything", eventBusName: "shop" });
    await aws("events delete-event-bus", { name: "shop" });
    expect(await refused("events describe-event-bus", { name: "shop" })).toContain("Event bus shop does not exist.");
  });

  it.concurrent("tells a web hook, with the credentials of a connection", async () => {
    const got = Promise.withResolvers<{ readonly url: string | undefined; readonly key: unknown }>();
    const hook = createServer((request, response) => {
      got.resolve({ url: request.url, key: request.headers["x-key"] });
      response.end();
    });
    await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
    const { port } = hook.address() as AddressInfo;
    // Version 1 of the CLI would ask the address for the value.
    const endpoint = join(suite.folder, "endpoint");
    writeFileSync(endpoint, `http://127.0.0.1:${port}/*`);
    const { ConnectionArn: connectionArn } = await aws("events create-connection", {
      name: "hook",
      authorizationType: "API_KEY",
      authParameters: { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "k" } },
    });
    const { ApiDestinationArn } = await aws("events create-api-destination", {
      name: "hook",
      connectionArn,
      invocationEndpoint: `file://${endpoint}`,
      httpMethod: "POST",
    });
    await aws("events update-api-destination", { name: "hook", invocationRateLimitPerSecond: 5 });
    expect(await aws("events describe-api-destination", { name: "hook" })).toMatchObject({
      ApiDestinationArn,
      ApiDestinationState: "ACTIVE",
      InvocationRateLimitPerSecond: 5,
    });
    expect((await aws("events list-api-destinations", { connectionArn })).ApiDestinations).toMatchObject([
      { Name: "hook", HttpMethod: "POST" },
    ]);
    const policy = (Statement: object) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...Statement }] });
    const { Role } = await aws("iam create-role", {
      roleName: "hook",
      assumeRolePolicyDocument: policy({ Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" }),
    });
    await aws("iam put-role-policy", {
      roleName: "hook",
      policyName: "invoke",
      policyDocument: policy({ Action: "events:InvokeApiDestination", Resource: ApiDestinationArn }),
    });
    await aws("events put-rule", { name: "hooked", eventPattern: { source: ["hooks"] } });
    const HttpParameters = { PathParameterValues: ["$.detail.channel"], QueryStringParameters: { v: "1" } };
    const targets = [{ Id: "hook", Arn: ApiDestinationArn, RoleArn: Role.Arn, HttpParameters }];
    await aws("events put-targets", { rule: "hooked", targets });
    const Detail = JSON.stringify({ channel: "alerts" });
    await aws("events put-events", { entries: [{ Source: "hooks", DetailType: "Seen", Detail }] });
    expect(await got.promise).toEqual({ url: "/alerts?v=1", key: "k" });
    await new Promise((resolve) => hook.close(resolve));
    await aws("events delete-api-destination", { name: "hook" });
    expect(await refused("events describe-api-destination", { name: "hook" })).toBe(
      "An error occurred (ResourceNotFoundException) when calling the DescribeApiDestination operation: Failed to describe the api-destination(s). An api-destination 'hook' does not exist.",
    );
  });
});
