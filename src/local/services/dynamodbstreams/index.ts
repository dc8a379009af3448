import type { CreateService } from "../../service.ts";
import { describeStream } from "./describe-stream.ts";
import { getRecords } from "./get-records.ts";
import { getShardIterator } from "./get-shard-iterator.ts";
import { listStreams } from "./list-streams.ts";

/** DynamoDB Streams: the changes of tables in their order, for a day. A stream has one shard. */
export const createDynamoDbStreamsService: CreateService = () => ({
  name: "dynamodbstreams",
  operations: {
    DescribeStream: describeStream,
    GetRecords: getRecords,
    GetShardIterator: getShardIterator,
    ListStreams: listStreams,
  },
});
