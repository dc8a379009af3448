import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  paginateFilterLogEvents,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

describe("CloudWatch Logs over the wire", () => {
  let cloud: TestCloud;
  let logs: CloudWatchLogsClient;
  const logGroupName = "/app/work";
  const start = 1_790_000_000_000;

  beforeAll(async () => {
    cloud = await createTestCloud();
    logs = new CloudWatchLogsClient(cloud.clientConfig);
    await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { team: "data" } }));
    for (const logStreamName of ["a", "b"]) {
      await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      const logEvents = [0, 1, 2].map((n) => ({ timestamp: start + n, message: `${logStreamName}${n}` }));
      await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    }
  });
  afterAll(() => cloud.close());

  it("describes groups with retention and both kinds of ARN", async () => {
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 3653 }));
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/app" }));
    expect(logGroups).toMatchObject([
      {
        logGroupName,
        retentionInDays: 3653,
        arn: "arn:aws:logs:us-east-1:000000000000:log-group:/app/work:*",
        logGroupArn: "arn:aws:logs:us-east-1:000000000000:log-group:/app/work",
      },
    ]);
    const bad = logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 31 }));
    await expect(bad).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  it("merges the streams of a group by time and filters them", async () => {
    const all = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    expect(all.events?.map(({ message }) => message)).toEqual(["a0", "b0", "a1", "b1", "a2", "b2"]);
    const some = await logs.send(
      new FilterLogEventsCommand({ logGroupName, filterPattern: "?a1 ?b2", startTime: start + 1, endTime: start + 1 }),
    );
    expect(some.events).toMatchObject([{ message: "a1", logStreamName: "a", timestamp: start + 1 }]);
    const named = await logs.send(new FilterLogEventsCommand({ logGroupName, logStreamNames: ["b"] }));
    expect(named.events?.map(({ message }) => message)).toEqual(["b0", "b1", "b2"]);
  });

  it("pages through filtered events without loss or repetition", async () => {
    const seen: (string | undefined)[] = [];
    for await (const page of paginateFilterLogEvents({ client: logs }, { logGroupName, limit: 2 })) {
      seen.push(...(page.events ?? []).map(({ message }) => message));
    }
    expect(seen).toEqual(["a0", "b0", "a1", "b1", "a2", "b2"]);
  });

  it("reads one stream forwards and backwards, and repeats the token at the end", async () => {
    const read = (input: object) => logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: "a", ...input }));
    const first = await read({ startFromHead: true, limit: 2 });
    expect(first.events?.map(({ message }) => message)).toEqual(["a0", "a1"]);
    const second = await read({ nextToken: first.nextForwardToken });
    expect(second.events?.map(({ message }) => message)).toEqual(["a2"]);
    const third = await read({ nextToken: second.nextForwardToken });
    expect(third.events).toEqual([]);
    expect(third.nextForwardToken).toBe(second.nextForwardToken);
    const latest = await read({ limit: 2 });
    expect(latest.events?.map(({ message }) => message)).toEqual(["a1", "a2"]);
    const before = await read({ nextToken: latest.nextBackwardToken, limit: 2 });
    expect(before.events?.map(({ message }) => message)).toEqual(["a0"]);
  });

  it("describes streams, latest event first if asked", async () => {
    await logs.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName: "b",
        logEvents: [{ timestamp: start + 9, message: "b9" }],
      }),
    );
    const { logStreams } = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName, orderBy: "LastEventTime", descending: true }),
    );
    expect(logStreams).toMatchObject([
      { logStreamName: "b", firstEventTimestamp: start, lastEventTimestamp: start + 9 },
      { logStreamName: "a" },
    ]);
  });

  it("tags groups", async () => {
    const resourceArn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;
    await logs.send(new TagResourceCommand({ resourceArn, tags: { stage: "test" } }));
    await logs.send(new UntagResourceCommand({ resourceArn, tagKeys: ["team"] }));
    expect((await logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ stage: "test" });
  });

  it("rejects what does not exist, what exists twice and what is out of order", async () => {
    const absent = logs.send(new DeleteLogGroupCommand({ logGroupName: "absent" }));
    await expect(absent).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    const rare = logs.send(new CreateLogGroupCommand({ logGroupName: "rare", logGroupClass: "INFREQUENT_ACCESS" }));
    await expect(rare).rejects.toThrow("The logGroupClass INFREQUENT_ACCESS is not implemented by the local cloud");
    const twice = logs.send(new CreateLogGroupCommand({ logGroupName }));
    await expect(twice).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
    const logEvents = [
      { timestamp: start + 1, message: "later" },
      { timestamp: start, message: "earlier" },
    ];
    const unordered = logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: "a", logEvents }));
    await expect(unordered).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});
