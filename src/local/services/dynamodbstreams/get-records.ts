import type { Operation } from "../../service.ts";
import { describeRecord, readRecords, type StreamRecordRow } from "../dynamodb/streams/stream-records.ts";
import { validationError } from "../dynamodb/validation-error.ts";
import { requireStream } from "./require-stream.ts";
import { readIterator, streamArnOf, writeIterator } from "./shard-iterator.ts";

interface GetRecordsInput {
  readonly ShardIterator?: string;
  readonly Limit?: number;
}

export interface GetRecordsOutput {
  readonly Records: readonly ReturnType<typeof describeRecord>[];
  /** Absent once a shard that has ended is read to its end. */
  readonly NextShardIterator?: string;
}

const mostBytes = 1_048_576;

export const getRecords: Operation<GetRecordsInput, GetRecordsOutput> = {
  members: ["ShardIterator", "Limit"],
  authorize: ({ ShardIterator }) => [{ action: "dynamodb:GetRecords", resource: streamArnOf(ShardIterator) }],
  handle({ ShardIterator, Limit = 1000 }, { cloud }) {
    if (!Number.isInteger(Limit) || Limit < 1 || Limit > 1000) {
      throw validationError(
        `1 validation error detected: Value '${Limit}' at 'limit' failed to satisfy constraint: Member must have value ` +
          `${Limit < 1 ? "greater than or equal to 1" : "less than or equal to 1000"}`,
      );
    }
    const { streamArn, position } = readIterator(cloud, ShardIterator);
    const stream = requireStream(cloud, streamArn);
    const rows = withinBytes(readRecords(cloud, stream, position, Limit));
    const last = rows.at(-1)?.sequence ?? position;
    const isOver = stream.disabledAt !== undefined && readRecords(cloud, stream, last, 1).length === 0;
    return {
      Records: rows.map((row) => describeRecord(cloud, stream, row)),
      ...(!isOver && { NextShardIterator: writeIterator(cloud, { streamArn, position: last }) }),
    };
  },
};

function withinBytes(rows: readonly StreamRecordRow[]): readonly StreamRecordRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => (bytes += row.size) > mostBytes && index > 0);
  return end === -1 ? rows : rows.slice(0, end);
}
