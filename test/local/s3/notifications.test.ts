import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
  type NotificationConfiguration,
} from "@aws-sdk/client-s3";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";
import { makeZip } from "../lambda/make-zip.ts";

const root = { kind: "root" } as const;
const queueArn = "arn:aws:sqs:us-east-1:000000000000:changes";
const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:told";

interface Notice {
  readonly Event?: string;
  readonly Records?: readonly Record<string, unknown>[];
}

describe("notifications of a bucket", () => {
  let running: TestCloud;
  let s3: S3Client;
  let sqs: SQSClient;
  let QueueUrl: string;

  beforeEach(async () => {
    running = await createTestCloud();
    s3 = new S3Client(running.clientConfig);
    sqs = new SQSClient(running.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: "landing" }));
    const statement = {
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::landing" } },
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const queue = await sqs.send(new CreateQueueCommand({ QueueName: "changes", Attributes: { Policy } }));
    QueueUrl = queue.QueueUrl ?? "";
  });
  afterEach(() => running.close());

  const configure = (configuration: NotificationConfiguration) =>
    s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket: "landing", NotificationConfiguration: configuration }),
    );
  const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket: "landing", Key, Body: "12345" }));
  const next = async (): Promise<Notice> => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    const [message] = Messages ?? [];
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    return JSON.parse(message?.Body ?? "{}") as Notice;
  };

  it("tell a queue of new objects as S3 does, once they pass the filter, after a test event", async () => {
    const Filter = {
      Key: {
        FilterRules: [
          { Name: "prefix", Value: "in/" },
          { Name: "suffix", Value: ".csv" },
        ],
      },
    } as const;
    const QueueConfigurations = [
      {
        Id: "mine",
        QueueArn: queueArn,
        Events: ["s3:ObjectCreated:*"],
        Filter: { Key: { FilterRules: [...Filter.Key.FilterRules] } },
      },
    ] as NotificationConfiguration["QueueConfigurations"];
    await configure({ QueueConfigurations });
    expect(await next()).toMatchObject({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "landing" });
    await put("out/x.csv");
    await put("in/x.txt");
    await put("in/ä b+c.csv");
    expect((await next()).Records).toMatchObject([
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        eventName: "ObjectCreated:Put",
        s3: {
          configurationId: "mine",
          bucket: { name: "landing", arn: "arn:aws:s3:::landing" },
          object: { key: "in/%C3%A4+b%2Bc.csv", size: 5, eTag: "827ccb0eea8a706c4c34a16891f84e7b" },
        },
      },
    ]);
    expect(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket: "landing" }))).toMatchObject({
      QueueConfigurations: [
        {
          Id: "mine",
          Events: ["s3:ObjectCreated:*"],
          Filter: { Key: { FilterRules: [{ Name: "Prefix" }, { Name: "Suffix" }] } },
        },
      ],
    });
  });

  it("tell of copies and deletions by their names", async () => {
    await configure({
      QueueConfigurations: [{ QueueArn: queueArn, Events: ["s3:ObjectCreated:Copy", "s3:ObjectRemoved:*"] }],
    });
    await next();
    await put("a");
    await s3.send(new CopyObjectCommand({ Bucket: "landing", Key: "b", CopySource: "landing/a" }));
    await s3.send(new DeleteObjectCommand({ Bucket: "landing", Key: "a" }));
    expect((await next()).Records).toMatchObject([{ eventName: "ObjectCreated:Copy" }]);
    expect((await next()).Records).toMatchObject([{ eventName: "ObjectRemoved:Delete", s3: { object: { key: "a" } } }]);
  });

  it("invoke a function whose policy lets S3, and no other", async () => {
    await createRole(running.cloud, { name: "told", service: "lambda.amazonaws.com" });
    const code = `exports.handler = async (event) => console.log("TOLD " + event.Records[0].s3.object.key);`;
    await running.cloud.call(
      "lambda",
      "CreateFunction",
      {
        FunctionName: "told",
        Role: "arn:aws:iam::000000000000:role/told",
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Code: { ZipFile: makeZip({ "index.js": code }) },
      },
      root,
    );
    const LambdaFunctionConfigurations = [
      { LambdaFunctionArn: functionArn, Events: ["s3:ObjectCreated:*"] },
    ] as NonNullable<NotificationConfiguration["LambdaFunctionConfigurations"]>;
    await expect(configure({ LambdaFunctionConfigurations })).rejects.toMatchObject({
      name: "InvalidArgument",
      message: "Unable to validate the following destination configurations",
    });
    await running.cloud.call(
      "lambda",
      "AddPermission",
      {
        FunctionName: "told",
        StatementId: "s3",
        Action: "lambda:InvokeFunction",
        Principal: "s3.amazonaws.com",
        SourceArn: "arn:aws:s3:::landing",
      },
      root,
    );
    await configure({ LambdaFunctionConfigurations });
    await running.cloud.call(
      "iam",
      "AttachRolePolicy",
      { RoleName: "told", PolicyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" },
      root,
    );
    await put("x");
    const said = () =>
      running.cloud
        .call("logs", "FilterLogEvents", { logGroupName: "/aws/lambda/told", filterPattern: "TOLD" }, root)
        .catch(() => undefined);
    await expect
      .poll(said, { timeout: 10_000 })
      .toMatchObject({ events: [{ message: expect.stringContaining("TOLD x") as string }] });
  });

  it.each([
    [
      "two for one event",
      [
        { QueueArn: queueArn, Events: ["s3:ObjectCreated:*"] },
        { QueueArn: queueArn, Events: ["s3:ObjectCreated:Put"] },
      ],
      "Configurations overlap.",
    ],
    [
      "what never happens here",
      [{ QueueArn: queueArn, Events: ["s3:ObjectRestore:Completed"] }],
      "S3 notifications of s3:ObjectRestore:Completed is not implemented",
    ],
    [
      "a queue that is not there",
      [{ QueueArn: `${queueArn}-2`, Events: ["s3:ObjectCreated:*"] }],
      "Unable to validate the following destination configurations",
    ],
  ])("refuse %s", async (_name, QueueConfigurations, message) => {
    await expect(configure({ QueueConfigurations } as NotificationConfiguration)).rejects.toThrow(message);
  });
});
