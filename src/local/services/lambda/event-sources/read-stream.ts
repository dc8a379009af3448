import type { Cloud, Principal } from "../../../service.ts";
import type { GetRecordsOutput } from "../../dynamodbstreams/get-records.ts";
import type { EventSourceMapping } from "./mapping-store.ts";
import { positionOf } from "./stream-positions.ts";
import { streamRecord, type StreamRecord } from "./stream-record.ts";

// Lambda's limit of a synchronous payload, with room for what surrounds the records.
const longestBatchBytes = 5_000_000;
const mostPerCall = 1000;

/** Reads up to a batch of records from where the mapping stands, with the rights of the function's role. */
export async function readStream(
  cloud: Cloud,
  mapping: EventSourceMapping,
  principal: Principal,
): Promise<readonly StreamRecord[]> {
  const { sourceArn: StreamArn, batchSize } = mapping;
  const records: StreamRecord[] = [];
  let bytes = 0;
  let iterator: string | undefined = await iteratorOf(cloud, mapping, principal);
  while (iterator !== undefined && records.length < batchSize) {
    const Limit = Math.min(mostPerCall, batchSize - records.length);
    const answer: GetRecordsOutput = await cloud.call(
      "dynamodbstreams",
      "GetRecords",
      { ShardIterator: iterator, Limit },
      principal,
    );
    if (answer.Records.length === 0) break;
    for (const one of answer.Records) {
      const record = streamRecord(one, StreamArn);
      bytes += JSON.stringify(record).length;
      // What no longer fits is the next batch's.
      if (bytes > longestBatchBytes && records.length > 0) return records;
      records.push(record);
    }
    iterator = answer.NextShardIterator;
  }
  return records;
}

interface StreamDescription {
  readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
}

async function iteratorOf(cloud: Cloud, { uuid, sourceArn: StreamArn }: EventSourceMapping, principal: Principal) {
  const { StreamDescription } = await cloud.call<StreamDescription>(
    "dynamodbstreams",
    "DescribeStream",
    { StreamArn },
    principal,
  );
  const SequenceNumber = positionOf(cloud, uuid);
  const place =
    SequenceNumber === undefined
      ? { ShardIteratorType: "TRIM_HORIZON" }
      : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber };
  const { ShardIterator } = await cloud.call<{ readonly ShardIterator: string }>(
    "dynamodbstreams",
    "GetShardIterator",
    { StreamArn, ShardId: StreamDescription.Shards[0]?.ShardId, ...place },
    principal,
  );
  return ShardIterator;
}
