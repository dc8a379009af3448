import type { Operation } from "../../service.ts";
import { listAllStreams, streamArn, trimStreams } from "../dynamodb/streams/stream-store.ts";
import { tableNameOf } from "../dynamodb/tables/table.ts";
import { validationError } from "../dynamodb/validation-error.ts";

interface ListStreamsInput {
  readonly TableName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartStreamArn?: string;
}

interface ListStreamsOutput {
  readonly Streams: readonly { readonly StreamArn: string; readonly TableName: string; readonly StreamLabel: string }[];
  readonly LastEvaluatedStreamArn?: string;
}

export const listStreams: Operation<ListStreamsInput, ListStreamsOutput> = {
  members: ["TableName", "Limit", "ExclusiveStartStreamArn"],
  authorize: () => [{ action: "dynamodb:ListStreams", resource: "*" }],
  handle({ TableName, Limit = 100, ExclusiveStartStreamArn: after }, { cloud }) {
    if (Limit < 1 || Limit > 100) {
      throw validationError(
        `1 validation error detected: Value '${Limit}' at 'limit' failed to satisfy constraint: Member must have value ` +
          `${Limit < 1 ? "greater than or equal to 1" : "less than or equal to 100"}`,
      );
    }
    trimStreams(cloud);
    const name = TableName === undefined ? undefined : tableNameOf(TableName);
    const all = listAllStreams(cloud)
      .filter((stream) => name === undefined || stream.tableName === name)
      .map((stream) => ({
        StreamArn: streamArn(cloud, stream),
        TableName: stream.tableName,
        StreamLabel: stream.label,
      }));
    const rest = all.slice(after === undefined ? 0 : all.findIndex(({ StreamArn }) => StreamArn === after) + 1);
    const page = rest.slice(0, Limit);
    const last = page.at(-1)?.StreamArn;
    return {
      Streams: page,
      ...(page.length < rest.length && last !== undefined && { LastEvaluatedStreamArn: last }),
    };
  },
};
