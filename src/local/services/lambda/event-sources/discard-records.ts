import { AwsError } from "../../../aws-error.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import { functionArn } from "../function-reference.ts";
import type { BatchRun } from "./invoke-with-records.ts";
import type { StreamRecord } from "./stream-record.ts";

export interface DiscardReason {
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly invokeCount: number;
}

/**
 * Tells the mapping's destination of records that are given up: where they are in the stream, not what they say, as Lambda does.
 *
 * Without a destination, or where it cannot be reached, the server's log says so.
 */
export async function discardRecords(
  run: BatchRun,
  records: readonly StreamRecord[],
  reason: DiscardReason,
): Promise<void> {
  const { cloud, mapping, principal } = run;
  const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
  const target = mapping.stream?.onFailure;
  const what = `lambda ${mapping.functionName}: ${records.length} records of ${mapping.sourceArn} from ${numbers[0]} to ${numbers.at(-1)} were given up: ${reason.condition}`;
  if (target === undefined) {
    cloud.log(what);
    return;
  }
  try {
    const text = JSON.stringify(describe(run, records, reason));
    if (target.startsWith("arn:aws:sns:")) {
      await cloud.call("sns", "Publish", { TopicArn: target, Message: text }, principal);
    } else {
      const input = { QueueUrl: queueUrlOf(cloud, target), MessageBody: text };
      await cloud.call("sqs", "SendMessage", input, principal);
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    cloud.log(`${what}; ${target} could not be told: ${error.code}: ${error.message}`);
  }
}

function describe(
  { cloud, mapping, version }: BatchRun,
  records: readonly StreamRecord[],
  { condition, invokeCount }: DiscardReason,
): object {
  const [first, last] = [records[0], records.at(-1)];
  const arrivalOf = (record: StreamRecord | undefined): string =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return {
    requestContext: {
      requestId: cloud.newId(),
      functionArn: functionArn(cloud, mapping.functionName, mapping.qualifier),
      condition,
      approximateInvokeCount: invokeCount,
    },
    responseContext: { statusCode: 200, executedVersion: version.version, functionError: "Unhandled" },
    version: "1.0",
    timestamp: new Date(cloud.clock.now()).toISOString(),
    DDBStreamBatchInfo: {
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: records.length,
      streamArn: mapping.sourceArn,
    },
  };
}
