import type { Cloud, Operation } from "../../service.ts";
import { lastPosition, sequenceNumberOf } from "../dynamodb/streams/stream-records.ts";
import { streamArn, type Stream } from "../dynamodb/streams/stream-store.ts";
import { authorizeStream, requireStream, shardIdOf } from "./require-stream.ts";

interface DescribeStreamInput {
  readonly StreamArn?: string;
  readonly Limit?: number;
  readonly ExclusiveStartShardId?: string;
}

export const describeStream: Operation<DescribeStreamInput, object> = {
  members: ["StreamArn", "Limit", "ExclusiveStartShardId"],
  authorize: authorizeStream("DescribeStream"),
  handle(input, { cloud }) {
    const stream = requireStream(cloud, input.StreamArn);
    const isBehind = input.ExclusiveStartShardId === shardIdOf(stream);
    return {
      StreamDescription: {
        StreamArn: streamArn(cloud, stream),
        StreamLabel: stream.label,
        StreamStatus: stream.disabledAt === undefined ? "ENABLED" : "DISABLED",
        StreamViewType: stream.viewType,
        CreationRequestDateTime: new Date(stream.createdAt),
        TableName: stream.tableName,
        KeySchema: [...stream.keySchema],
        Shards: isBehind ? [] : [describeShard(cloud, stream)],
      },
    };
  },
};

function describeShard(cloud: Cloud, stream: Stream) {
  const row = cloud.db
    .prepare("SELECT min(sequence) AS first, max(sequence) AS last FROM dynamodb_stream_records WHERE stream_id = ?")
    .get(stream.id) as { readonly first: number | null; readonly last: number | null };
  const first = row.first ?? lastPosition(cloud);
  return {
    ShardId: shardIdOf(stream),
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceNumberOf(first),
      ...(stream.disabledAt !== undefined && { EndingSequenceNumber: sequenceNumberOf(row.last ?? first) }),
    },
  };
}
