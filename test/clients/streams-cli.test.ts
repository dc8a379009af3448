import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

describe.skipIf(!hasTool("aws"))("the aws CLI", () => {
  const suite = awsCliSuite();
  const { aws, refused } = suite;

  it.concurrent("reads a table's stream from its beginning", async () => {
    const tableName = "streamed";
    const made = await aws("dynamodb create-table", {
      tableName,
      attributeDefinitions: ["AttributeName=id,AttributeType=S"],
      keySchema: ["AttributeName=id,KeyType=HASH"],
      billingMode: "PAY_PER_REQUEST",
      streamSpecification: "StreamEnabled=true,StreamViewType=NEW_IMAGE",
    });
    const streamArn: string = made.TableDescription.LatestStreamArn;
    const item = { id: { S: "1" }, n: { N: "2" } };
    await aws("dynamodb put-item", { tableName, item });
    expect((await aws("dynamodbstreams list-streams", { tableName })).Streams).toMatchObject([
      { StreamArn: streamArn },
    ]);
    const { StreamDescription } = await aws("dynamodbstreams describe-stream", { streamArn });
    const { ShardIterator } = await aws("dynamodbstreams get-shard-iterator", {
      streamArn,
      shardId: StreamDescription.Shards[0].ShardId,
      shardIteratorType: "TRIM_HORIZON",
    });
    const { Records } = await aws("dynamodbstreams get-records", { shardIterator: ShardIterator });
    expect(Records).toMatchObject([{ eventName: "INSERT", dynamodb: { NewImage: item } }]);
  });

  it.concurrent("sends to a FIFO queue once, and redrives its dead letters", async () => {
    const create = async (queueName: string, attributes: object): Promise<string> =>
      (await aws("sqs create-queue", { queueName, attributes: { FifoQueue: "true", ...attributes } })).QueueUrl;
    await create("dead.fifo", {});
    const sourceArn = "arn:aws:sqs:us-east-1:000000000000:dead.fifo";
    const queueUrl = await create("orders.fifo", {
      ContentBasedDeduplication: "true",
      VisibilityTimeout: "0",
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: sourceArn, maxReceiveCount: 1 }),
    });
    const send = () => aws("sqs send-message", { queueUrl, messageBody: "one", messageGroupId: "g" });
    expect((await send()).SequenceNumber).toBe((await send()).SequenceNumber);
    const receive = () => aws("sqs receive-message", { queueUrl, attributeNames: ["All"] });
    expect((await receive()).Messages).toMatchObject([{ Body: "one", Attributes: { MessageGroupId: "g" } }]);
    expect(await receive()).toEqual({});
    const { TaskHandle } = await aws("sqs start-message-move-task", { sourceArn });
    expect((await aws("sqs list-message-move-tasks", { sourceArn })).Results).toMatchObject([
      { Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 1 },
    ]);
    expect(await refused("sqs cancel-message-move-task", { taskHandle: TaskHandle })).toContain("Only active tasks");
    expect((await receive()).Messages).toMatchObject([{ Body: "one" }]);
  });

  it.concurrent("tags objects, and sets CORS rules", async () => {
    const bucket = "cli-bucket";
    const object = { bucket, key: "a.txt" };
    await aws("s3api create-bucket", { bucket });
    const body = join(suite.folder, "a.txt");
    writeFileSync(body, "text");
    await aws("s3api put-object", { ...object, body, tagging: "a=1" });
    const tags = async () => (await aws("s3api get-object-tagging", object)).TagSet;
    expect(await tags()).toEqual([{ Key: "a", Value: "1" }]);
    const TagSet = [{ Key: "b", Value: "2" }];
    await aws("s3api put-object-tagging", { ...object, tagging: { TagSet } });
    expect(await tags()).toEqual(TagSet);
    await aws("s3api delete-object-tagging", object);
    expect(await tags()).toEqual([]);
    const corsConfiguration = { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], MaxAgeSeconds: 5 }] };
    await aws("s3api put-bucket-cors", { bucket, corsConfiguration });
    expect(await aws("s3api get-bucket-cors", { bucket })).toEqual(corsConfiguration);
    await aws("s3api delete-bucket-cors", { bucket });
    expect(await refused("s3api get-bucket-cors", { bucket })).toContain("NoSuchCORSConfiguration");
  });
});
