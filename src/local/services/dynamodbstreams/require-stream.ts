import { AwsError } from "../../aws-error.ts";
import type { Authorization, Cloud } from "../../service.ts";
import { findStream, trimStreams, type Stream } from "../dynamodb/streams/stream-store.ts";

/** The stream of an ARN; throws `ResourceNotFoundException`. */
export function requireStream(cloud: Cloud, arn: string | undefined): Stream {
  trimStreams(cloud);
  const stream = findStream(cloud, arn);
  if (stream !== undefined) return stream;
  throw new AwsError("ResourceNotFoundException", `Requested resource not found: Stream: ${arn} not found`);
}

/** What an operation on a stream needs. */
export function authorizeStream(action: string) {
  return ({ StreamArn }: { readonly StreamArn?: string }): readonly Authorization[] => [
    { action: `dynamodb:${action}`, resource: StreamArn ?? "" },
  ];
}

/** The one shard of a stream, named as AWS names shards. */
export const shardIdOf = ({ id, createdAt }: Stream): string =>
  `shardId-${String(createdAt).padStart(20, "0")}-${id.toString(16).padStart(8, "0")}`;
