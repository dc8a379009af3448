import type { Message } from "@aws-sdk/client-sqs";
import { AwsError } from "../../../aws-error.ts";
import type { InvocationResult } from "../../../function-runner/index.ts";
import type { Cloud, Principal } from "../../../service.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import type { FunctionHost } from "../function-host.ts";
import type { FunctionVersion } from "../function-version.ts";
import { failedItems } from "./failed-items.ts";
import { createRecordFilter } from "./filter-records.ts";
import type { EventSourceMapping } from "./mapping-store.ts";
import { sqsRecord, type SqsRecord } from "./sqs-record.ts";

export interface BatchRun {
  readonly cloud: Cloud;
  readonly functions: FunctionHost;
  readonly mapping: EventSourceMapping;
  readonly version: FunctionVersion;
  readonly principal: Principal;
  readonly isActive: () => boolean;
}

// How often an invocation that was throttled is tried; by then the messages show again anyway.
const mostThrottled = 30;

/**
 * Gives a batch to its function and deletes what it processed.
 *
 * What failed stays in the queue, hidden for its visibility timeout; the queue's redrive policy counts the times.
 */
export async function runBatch(run: BatchRun, messages: readonly Message[]): Promise<void> {
  const { cloud, mapping } = run;
  const passes = createRecordFilter(mapping.filters);
  const records = messages.map((message) => sqsRecord(message, mapping.queueArn, cloud.region));
  const wanted = records.filter(passes);
  // What no filter lets through is done with, as on AWS.
  await deleteRecords(
    run,
    records.filter((record) => !wanted.includes(record)),
  );
  if (wanted.length === 0) return;
  const result = await invoke(run, wanted);
  if (result === undefined || !run.isActive()) return;
  const ids = wanted.map(({ messageId }) => messageId);
  const failed = failedItems(result, ids, mapping.reportsItemFailures);
  if (failed !== "all")
    await deleteRecords(
      run,
      wanted.filter(({ messageId }) => !failed.has(messageId)),
    );
}

/** Undefined if it never ran. */
async function invoke(run: BatchRun, Records: readonly SqsRecord[]): Promise<InvocationResult | undefined> {
  const { cloud, functions, mapping, version } = run;
  for (let attempt = 0; attempt < mostThrottled && run.isActive(); attempt++) {
    try {
      return await functions.run(version, {
        qualifier: mapping.qualifier,
        requestId: cloud.newId(),
        payload: JSON.stringify({ Records }),
        clientContext: undefined,
      });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== "TooManyRequestsException") throw error;
      await new Promise<void>((resolve) => cloud.clock.at(cloud.clock.now() + 1000, resolve));
    }
  }
  return undefined;
}

async function deleteRecords({ cloud, mapping, principal }: BatchRun, records: readonly SqsRecord[]): Promise<void> {
  for (let at = 0; at < records.length; at += 10) {
    const Entries = records
      .slice(at, at + 10)
      .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
    const input = { QueueUrl: queueUrlOf(cloud, mapping.queueArn), Entries };
    await cloud.call("sqs", "DeleteMessageBatch", input, principal);
  }
}
