import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent, SQSBatchResponse } from "aws-lambda";

const sqs = new SQSClient({});

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    if (record.body === "poison") batchItemFailures.push({ itemIdentifier: record.messageId });
    else {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: process.env["RESULTS_URL"] ?? "", MessageBody: `consumed ${record.body}` }),
      );
    }
  }
  return { batchItemFailures };
}
