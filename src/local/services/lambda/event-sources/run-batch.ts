import type { Message } from "@aws-sdk/client-sqs";
import { queueUrlOf } from "../../queue-url-of.ts";
import { invokeWithRecords, type BatchRun } from "./invoke-with-records.ts";
import { failedItems } from "./failed-items.ts";
import { createRecordFilter, withParsedBody } from "./filter-records.ts";
import { sqsRecord, type SqsRecord } from "./sqs-record.ts";

/**
 * Gives a batch to its function and deletes what it processed.
 *
 * What failed stays in the queue, hidden for its visibility timeout; the queue's redrive policy counts the times.
 */
export async function runBatch(run: BatchRun, messages: readonly Message[]): Promise<void> {
  const { cloud, mapping } = run;
  const passes = createRecordFilter<SqsRecord>(mapping.filters, withParsedBody);
  const records = messages.map((message) => sqsRecord(message, mapping.sourceArn, cloud.region));
  const wanted = records.filter(passes);
  // What no filter lets through is done with, as on AWS.
  await deleteRecords(
    run,
    records.filter((record) => !wanted.includes(record)),
  );
  if (wanted.length === 0) return;
  const result = await invokeWithRecords(run, wanted);
  if (result === undefined || !run.isActive()) return;
  const ids = wanted.map(({ messageId }) => messageId);
  const failed = failedItems(result, ids, mapping.reportsItemFailures);
  if (failed !== "all")
    await deleteRecords(
      run,
      wanted.filter(({ messageId }) => !failed.has(messageId)),
    );
}

async function deleteRecords({ cloud, mapping, principal }: BatchRun, records: readonly SqsRecord[]): Promise<void> {
  for (let at = 0; at < records.length; at += 10) {
    const Entries = records
      .slice(at, at + 10)
      .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
    const input = { QueueUrl: queueUrlOf(cloud, mapping.sourceArn), Entries };
    await cloud.call("sqs", "DeleteMessageBatch", input, principal);
  }
}
