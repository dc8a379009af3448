/* oxlint-disable no-new -- a construct joins the tree in its constructor */
import { PutItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { AttributeType, StreamViewType, Table, type ITable } from "aws-cdk-lib/aws-dynamodb";
import { Code, Function, Runtime, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

const handler = `
const { SendMessageCommand, SQSClient } = require("@aws-sdk/client-sqs");
exports.handler = async ({ Records }) => {
  const MessageBody = Records.map(({ dynamodb }) => dynamodb.NewImage.id.S).join();
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody }));
};`;

/** The template of a table whose new items reach a queue, as a newcomer writes it. */
function template(isFirst: boolean): string {
  const app = new App();
  const stack = new Stack(app, "streams", { env: { account: "000000000000", region: "us-east-1" } });
  const table = new Table(stack, "Table", {
    partitionKey: { name: "id", type: AttributeType.STRING },
    stream: StreamViewType.NEW_IMAGE,
  });
  const inbox = new Queue(stack, "Inbox");
  const consume = new Function(stack, "Consume", {
    runtime: Runtime.NODEJS_24_X,
    handler: "index.handler",
    code: Code.fromInline(handler),
    environment: { QUEUE: inbox.queueUrl },
  });
  inbox.grantSendMessages(consume);
  consume.addEventSource(
    new DynamoEventSource(table as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      retryAttempts: isFirst ? 3 : 5,
      bisectBatchOnError: true,
      onFailure: new SqsDlq(new Queue(stack, "Failed")),
    }),
  );
  new CfnOutput(stack, "InboxUrl", { value: inbox.queueUrl });
  new CfnOutput(stack, "TableName", { value: table.tableName });
  return JSON.stringify(app.synth().getStackByName("streams").template);
}

let running: TestCloud;
beforeAll(async () => {
  running = await createTestCloud();
});
afterAll(() => running.close());

it("deploys the stream of a table as an event source, as aws-cdk-lib writes it, and changes it", async () => {
  const deploy = async (operation: "CreateStack" | "UpdateStack", TemplateBody: string) => {
    await callCloudFormation(running.cloud, operation, {
      StackName: "streams",
      TemplateBody,
      Capabilities: ["CAPABILITY_IAM"],
    });
    return settledStack(running.cloud, "streams");
  };
  const stack = await deploy("CreateStack", template(true));
  expect(stack.StackStatus).toBe("CREATE_COMPLETE");
  const outputs = Object.fromEntries((stack.Outputs ?? []).map((one) => [one.OutputKey, one.OutputValue]));
  const put = (id: string) =>
    new DynamoDBClient(running.clientConfig).send(
      new PutItemCommand({ TableName: outputs["TableName"], Item: { id: { S: id } } }),
    );
  const receive = async (): Promise<string | undefined> => {
    const input = { QueueUrl: outputs["InboxUrl"], WaitTimeSeconds: 10 };
    return (await new SQSClient(running.clientConfig).send(new ReceiveMessageCommand(input))).Messages?.[0]?.Body;
  };
  await put("first");
  expect(await receive()).toBe("first");
  expect((await deploy("UpdateStack", template(false))).StackStatus).toBe("UPDATE_COMPLETE");
  const { EventSourceMappings } = await running.cloud.call<{ EventSourceMappings: readonly object[] }>(
    "lambda",
    "ListEventSourceMappings",
    {},
    { kind: "root" },
  );
  expect(EventSourceMappings).toMatchObject([
    { MaximumRetryAttempts: 5, BisectBatchOnFunctionError: true, StartingPosition: "TRIM_HORIZON" },
  ]);
  await put("second");
  expect(await receive()).toBe("second");
});
