import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { lastPosition, positionOfSequenceNumber, readRecords } from "../dynamodb/streams/stream-records.ts";
import type { Stream } from "../dynamodb/streams/stream-store.ts";
import { validationError } from "../dynamodb/validation-error.ts";
import { authorizeStream, requireStream, shardIdOf } from "./require-stream.ts";
import { writeIterator } from "./shard-iterator.ts";

interface GetShardIteratorInput {
  readonly StreamArn?: string;
  readonly ShardId?: string;
  readonly ShardIteratorType?: string;
  readonly SequenceNumber?: string;
}

export const getShardIterator: Operation<GetShardIteratorInput, { readonly ShardIterator: string }> = {
  members: ["StreamArn", "ShardId", "ShardIteratorType", "SequenceNumber"],
  authorize: authorizeStream("GetShardIterator"),
  handle(input, { cloud }) {
    const stream = requireStream(cloud, input.StreamArn);
    if (input.ShardId !== shardIdOf(stream)) {
      throw new AwsError(
        "ResourceNotFoundException",
        `Requested resource not found: Shard does not exist: ${input.ShardId}`,
      );
    }
    const position = positionOf(cloud, stream, input);
    return { ShardIterator: writeIterator(cloud, { streamArn: input.StreamArn ?? "", position }) };
  },
};

function positionOf(cloud: Cloud, stream: Stream, { ShardIteratorType: type, SequenceNumber }: GetShardIteratorInput) {
  switch (type) {
    case "TRIM_HORIZON":
      return 0;
    case "LATEST":
      return lastPosition(cloud);
    case "AT_SEQUENCE_NUMBER":
    case "AFTER_SEQUENCE_NUMBER": {
      const position = positionOfSequenceNumber(SequenceNumber);
      if (position === undefined) throw validationError("Invalid SequenceNumber");
      const oldest = readRecords(cloud, stream, 0, 1)[0]?.sequence ?? lastPosition(cloud);
      if (position < oldest && type === "AT_SEQUENCE_NUMBER") throw trimmed();
      return type === "AT_SEQUENCE_NUMBER" ? position - 1 : position;
    }
    default:
      throw validationError(
        `1 validation error detected: Value '${type}' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy ` +
          "enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]",
      );
  }
}

const trimmed = (): AwsError =>
  new AwsError(
    "TrimmedDataAccessException",
    "The operation attempted to read past the oldest stream record in a shard.",
  );
