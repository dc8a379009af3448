import { defineBucket, defineResource, defineWorkflow, isAwsError } from "millrace";
import { athena, bedrockruntime, dynamodb, eventbridge, glue, s3, sfn, sns, sqs } from "millrace/aws";
import * as z from "zod";

// Compiled by `npm run types`, never run: what must and must not type-check.

const orders = defineResource("orders");
const landing = defineBucket("landing");

export const items = defineWorkflow({ name: "i", input: z.object({ id: z.string() }) }, async ({ id }) => {
  const { Item } = await dynamodb.getItem({ TableName: orders.reference, Key: { id: { S: id } } });
  const total: string | undefined = Item?.total?.N;
  // @ts-expect-error there may be no such item
  const whole: object = Item;
  // @ts-expect-error a number is written as a text
  await dynamodb.putItem({ TableName: orders.reference, Item: { total: { N: 3 } } });
  // @ts-expect-error an attribute has one type
  await dynamodb.putItem({ TableName: orders.reference, Item: { total: { N: "3", S: "3" } } });
  // @ts-expect-error misspelt member
  await dynamodb.getItem({ Table: orders.reference, Key: { id: { S: id } } });
  // @ts-expect-error the key is missing
  await dynamodb.getItem({ TableName: orders.reference });
  // @ts-expect-error there is no such operation
  await dynamodb.readItem({ TableName: orders.reference, Key: { id: { S: id } } });
  // @ts-expect-error not one of the values that the API knows
  await dynamodb.deleteItem({ TableName: orders.reference, Key: { id: { S: id } }, ReturnValues: "EVERYTHING" });
  const { Items } = await dynamodb.query({ TableName: orders.reference, KeyConditionExpression: "id = :id" });
  // @ts-expect-error how the result spells booleans is not settled
  const paid = Items?.[0]?.paid?.BOOL;
  // @ts-expect-error the reference is a text
  const reference: number = orders.reference;
  return { total: total ?? "", whole, paid, reference };
});

export const objects = defineWorkflow({ name: "o", input: z.object({ key: z.string() }) }, async ({ key }) => {
  const { Body, LastModified } = await s3.getObject({ Bucket: landing.bucketName, Key: key });
  const text: string | undefined = Body;
  const modified: string | undefined = LastModified;
  await s3.putObject({ Bucket: landing.bucketName, Key: key, Body: { any: ["JSON", 1, null] } });
  // @ts-expect-error a Date is not JSON
  await s3.putObject({ Bucket: landing.bucketName, Key: key, Body: new Date() });
  // @ts-expect-error S3 names it Key
  await s3.getObject({ Bucket: landing.bucketName, key });
  // @ts-expect-error the metadata of a result is Step Functions' own
  const metadata = (await s3.getObject({ Bucket: landing.bucketName, Key: key })).$metadata;
  return { text: text ?? "", modified: modified ?? "", metadata };
});

export const jobs = defineWorkflow({ name: "j", input: z.object({ sql: z.string() }) }, async ({ sql }) => {
  const started = await athena.startQueryExecution({ QueryString: sql });
  // @ts-expect-error the query is only started
  const early = started.QueryExecution;
  const { QueryExecution } = await athena.startQueryExecution.sync({ QueryString: sql });
  const submitted: number | undefined = QueryExecution?.Status?.SubmissionDateTime;
  const run = await glue.startJobRun.sync({ JobName: "j", Arguments: { "--day": "1" } });
  const state: string | undefined = run.JobRunState;
  // @ts-expect-error arguments of a job are texts
  await glue.startJobRun({ JobName: "j", Arguments: { "--day": 1 } });
  // @ts-expect-error nothing to wait for
  await athena.getQueryExecution.sync({ QueryExecutionId: "q" });
  return { early, submitted: submitted ?? 0, state: state ?? "" };
});

export const messages = defineWorkflow({ name: "m", input: z.object({ text: z.string() }) }, async ({ text }) => {
  await sns.publish({ TopicArn: orders.reference, Message: text });
  const { Md5OfMessageBody } = await sqs.sendMessage({ QueueUrl: orders.reference, MessageBody: text });
  const { FailedEntryCount } = await eventbridge.putEvents({
    Entries: [{ Source: "a", DetailType: "b", Detail: "{}" }],
  });
  const { ExecutionArn } = await sfn.startExecution({ StateMachineArn: orders.reference, Input: "{}" });
  const arn: string = ExecutionArn;
  const { Body } = await bedrockruntime.invokeModel({ ModelId: "m", Body: { prompt: text } });
  const { Output } = await bedrockruntime.converse({
    ModelId: "m",
    Messages: [{ Role: "user", Content: [{ Text: text }] }],
  });
  const answer: string | undefined = Output?.Message?.Content[0]?.Text;
  // @ts-expect-error a delay is a number of seconds
  await sqs.sendMessage({ QueueUrl: orders.reference, MessageBody: text, DelaySeconds: "5" });
  // @ts-expect-error Step Functions writes it with a capital
  await sfn.startExecution({ stateMachineArn: orders.reference });
  return { md5: Md5OfMessageBody ?? "", failed: FailedEntryCount ?? 0, arn, Body, answer: answer ?? "" };
});

export function names(error: unknown): string {
  // @ts-expect-error the operation does not fail so
  if (isAwsError(error, dynamodb.getItem, "ConditionalCheckFailedException")) return error.message;
  // @ts-expect-error the name is given without the service
  if (isAwsError(error, dynamodb.putItem, "DynamoDB.ConditionalCheckFailedException")) return error.message;
  return isAwsError(error, dynamodb.putItem, "ConditionalCheckFailedException") ? error.message : "";
}

// @ts-expect-error a pattern is no action
defineWorkflow({ name: "n", input: z.object({}), access: [orders.allow()] }, async () => 1);
// @ts-expect-error rights are on buckets and resources
defineWorkflow({ name: "n", input: z.object({}), access: ["s3:GetObject"] }, async () => 1);
