import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import {
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";
import { makeProject } from "./make-project.ts";
import { runCdk, startCdk, type CdkRun } from "./run-cdk.ts";

// One after the other, on the same stacks: each start of the CLI costs seconds.
describe("a plain CDK app, as a newcomer writes it", { timeout: 120_000 }, () => {
  let running: TestCloud;
  let folder: string;
  beforeAll(async () => {
    running = await createTestCloud();
    folder = makeProject("newcomer");
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const cdk = (stage: string, ...args: readonly string[]): Promise<CdkRun> =>
    runCdk({ folder, endpoint: running.endpoint, stage, args });
  const deploy = (stage: string, ...args: readonly string[]): Promise<CdkRun> =>
    cdk(stage, "deploy", "--require-approval", "never", ...args);
  const describeStack = async (StackName: string) => {
    const { Stacks } = await new CloudFormationClient(running.clientConfig).send(
      new DescribeStacksCommand({ StackName }),
    );
    const outputs = (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [
      OutputKey,
      OutputValue,
    ]);
    return { status: Stacks?.[0]?.StackStatus, outputs: Object.fromEntries(outputs) as Record<string, string> };
  };
  const outputsOf = async (name: string) => (await describeStack(name)).outputs;
  const shout = async (): Promise<string> => {
    const { ShoutName } = await outputsOf("NewcomerWork");
    const Payload = Buffer.from(JSON.stringify({ text: "Hey" }));
    const answer = await new LambdaClient(running.clientConfig).send(
      new InvokeCommand({ FunctionName: ShoutName, Payload }),
    );
    return Buffer.from(answer.Payload ?? []).toString();
  };
  /** What `BucketDeployment` put, by key, and the queue that it named there. */
  const referenceData = async () => {
    const outputs = await outputsOf("NewcomerWork");
    const Bucket = Object.entries(outputs).find(([name]) => name.startsWith("ReferenceName"))?.[1];
    const s3 = new S3Client(running.clientConfig);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const { Body, ContentType, CacheControl } = await s3.send(
      new GetObjectCommand({ Bucket, Key: "data/config.json" }),
    );
    return {
      keys: Contents.map(({ Key }) => Key),
      config: await Body?.transformToString(),
      headers: { ContentType, CacheControl },
      expectedConfig: JSON.stringify({ results: outputs["ResultsUrl"], batch: 10 }),
    };
  };
  const changeShout = (from: string, to: string): void => {
    const file = join(folder, "work-stack.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
  };

  it("is deployed, stack after stack", async () => {
    const { exitCode, text } = await deploy("first", "--all");
    expect(text).not.toContain("_FAILED");
    expect(exitCode).toBe(0);
    expect(await outputsOf("NewcomerNotes")).toMatchObject({
      Bucket: (await outputsOf("NewcomerStorage"))["UploadsName"],
      Upper: "HELLO",
      Version: "1",
    });
  });

  it("has its files in their bucket, with what was known only when it was deployed", async () => {
    const { keys, config, headers, expectedConfig } = await referenceData();
    expect(keys).toEqual(["data/airports.csv", "data/config.json", "data/retired.csv"]);
    expect(config).toBe(expectedConfig);
    expect(headers).toEqual({ ContentType: "application/json", CacheControl: "no-cache" });
  });

  it("differs in nothing afterwards", async () => {
    const { exitCode, text } = await cdk("first", "diff", "--fail");
    expect(text).toContain("Number of stacks with differences: 0");
    expect(exitCode).toBe(0);
  });

  it("runs: an upload starts the state machine, its functions work, a queue is consumed", async () => {
    const { UploadsName: Bucket } = await outputsOf("NewcomerStorage");
    const {
      MachineArn: stateMachineArn,
      ResultsUrl: QueueUrl,
      CountsName: TableName,
    } = await outputsOf("NewcomerWork");
    await new S3Client(running.clientConfig).send(
      new PutObjectCommand({ Bucket, Key: "in/words.txt", Body: "one two\nthree\n" }),
    );
    const states = new SFNClient(running.clientConfig);
    const ended = async () => {
      const { executions = [] } = await states.send(new ListExecutionsCommand({ stateMachineArn }));
      expect(executions).toMatchObject([{ status: "SUCCEEDED" }]);
      return executions[0]?.executionArn;
    };
    await expect.poll(ended, { timeout: 20_000, interval: 200 }).toBeDefined();
    const { output = "" } = await states.send(new DescribeExecutionCommand({ executionArn: await ended() }));
    expect(JSON.parse(output)).toMatchObject({
      counted: { lines: 2, words: ["one", "two", "three"] },
      shouted: [{ text: "ONE" }, { text: "TWO" }, { text: "THREE" }],
    });
    const sqs = new SQSClient(running.clientConfig);
    const results = new Set<string>();
    while (results.size < 2) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
      expect(Messages).not.toEqual([]);
      for (const { Body = "" } of Messages) results.add(Body);
    }
    expect([...results].toSorted()).toEqual(['"an upload"', 'consumed {"lines":2,"words":["one","two","three"]}']);
    const dynamodb = new DynamoDBClient(running.clientConfig);
    const uploads = new QueryCommand({
      TableName,
      IndexName: "by-kind",
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": { S: "upload" } },
    });
    expect((await dynamodb.send(uploads)).Items).toEqual([
      { id: { S: "in/words.txt" }, kind: { S: "upload" }, lines: { N: "2" } },
    ]);
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: "jobs" } } }));
    expect(Item).toEqual({ id: { S: "jobs" }, seen: { N: "1" } });
  });

  it("cannot lose a stack that another one uses", async () => {
    const { exitCode, text } = await cdk("first", "destroy", "NewcomerStorage", "--exclusively", "--force");
    expect(text).toMatch(/Export newcomer-uploads cannot be deleted as it is in use by NewcomerNotes/);
    expect(exitCode).toBe(1);
  });

  it("is updated without a change set, in place and by replacement", async () => {
    const before = await outputsOf("NewcomerWork");
    const { exitCode, text } = await deploy("second", "--all", "--method=direct");
    expect(text).not.toContain("_FAILED");
    expect(exitCode).toBe(0);
    const after = await outputsOf("NewcomerWork");
    expect(after).toMatchObject({ MachineArn: before["MachineArn"], JobsUrl: before["JobsUrl"] });
    expect(after["ResultsUrl"]).toMatch(/\/newcomer-results$/);
    const { QueueUrls } = await new SQSClient(running.clientConfig).send(new ListQueuesCommand({}));
    expect(QueueUrls).not.toContain(before["ResultsUrl"]);
    const { keys, config, expectedConfig } = await referenceData();
    expect(keys).toEqual(["data/airports.csv", "data/by-year/2026.json", "data/config.json"]);
    expect(config).toBe(expectedConfig);
  });

  it("rolls back what fails, and is as it was", async () => {
    const { exitCode, text } = await deploy("failing", "NewcomerWork", "--exclusively");
    expect(exitCode).toBe(1);
    expect(text).toMatch(/Source Location: .*work-stack\.ts:\d+/);
    expect((await describeStack("NewcomerWork")).status).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect((await cdk("second", "diff", "NewcomerWork", "--fail")).text).toContain("There were no differences");
  });

  it("is left as it failed when asked, and rolled back by cdk rollback", async () => {
    expect((await deploy("failing", "NewcomerWork", "--exclusively", "--no-rollback")).exitCode).toBe(1);
    expect((await describeStack("NewcomerWork")).status).toBe("UPDATE_FAILED");
    expect((await cdk("second", "rollback", "NewcomerWork")).exitCode).toBe(0);
    expect((await describeStack("NewcomerWork")).status).toBe("UPDATE_ROLLBACK_COMPLETE");
  });

  it("swaps functions and state machines", async () => {
    expect(await shout()).toBe('{"text":"HEY"}');
    changeShout("toUpperCase", "toLowerCase");
    const { exitCode, text } = await deploy("third", "NewcomerWork", "--exclusively", "--hotswap");
    expect(text.match(/hotswapped!/g)).toHaveLength(3);
    expect(exitCode).toBe(0);
    expect(await shout()).toBe('{"text":"hey"}');
  });

  it("is put right after swapping", async () => {
    changeShout("toLowerCase", "toUpperCase");
    const { exitCode, text } = await deploy("third", "NewcomerWork", "--exclusively", "--revert-drift");
    expect(text).not.toContain("_FAILED");
    expect(exitCode).toBe(0);
    expect(await shout()).toBe('{"text":"HEY"}');
  });

  it("is watched: swapped on save, its logs shown", async () => {
    const args = ["watch", "NewcomerWork", "--exclusively"];
    const watch = startCdk({ folder, endpoint: running.endpoint, stage: "third", args });
    try {
      await watch.says("Deployment time");
      changeShout("toUpperCase()", "toUpperCase() + '!'");
      await watch.says("hotswapped!");
      expect(await shout()).toBe('{"text":"HEY!"}');
      await watch.says("shouting Hey");
    } finally {
      await watch.stop();
    }
  });

  it("is destroyed, dependents first, with the objects in its bucket", async () => {
    const { exitCode, text } = await cdk("third", "destroy", "--all", "--force");
    expect(text).toMatch(/NewcomerWork: destroyed[^]*NewcomerStorage: destroyed/);
    expect(exitCode).toBe(0);
    const left = async (name: string) =>
      (await new S3Client(running.clientConfig).send(new ListBucketsCommand({}))).Buckets?.filter(({ Name = "" }) =>
        Name.startsWith(name),
      );
    expect(await left("newcomer")).toEqual([]);
    expect((await new LambdaClient(running.clientConfig).send(new ListFunctionsCommand({}))).Functions).toEqual([]);
    expect((await new SQSClient(running.clientConfig).send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
  });
});
