import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent, SQSBatchResponse } from "aws-lambda";

const sqs = new SQSClient({});
const dynamodb = new DynamoDBClient({});

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    if (record.body === "poison") batchItemFailures.push({ itemIdentifier: record.messageId });
    else {
      await dynamodb.send(
        new UpdateItemCommand({
          TableName: process.env["TABLE_NAME"] ?? "",
          Key: { id: { S: "jobs" } },
          UpdateExpression: "ADD seen :one",
          ExpressionAttributeValues: { ":one": { N: "1" } },
        }),
      );
      await sqs.send(
        new SendMessageCommand({ QueueUrl: process.env["RESULTS_URL"] ?? "", MessageBody: `consumed ${record.body}` }),
      );
    }
  }
  return { batchItemFailures };
}
