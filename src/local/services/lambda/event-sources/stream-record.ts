import type { GetRecordsOutput } from "../../dynamodbstreams/get-records.ts";

/** A stream's record as a function sees it in `Records`. */
export interface StreamRecord {
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime: number;
    readonly [member: string]: unknown;
  };
  readonly [member: string]: unknown;
}

/** A record of the API in Lambda's shape: times in seconds, bytes in base64, and the stream's ARN. */
export function streamRecord(record: GetRecordsOutput["Records"][number], eventSourceARN: string): StreamRecord {
  const { ApproximateCreationDateTime: time, ...dynamodb } = record.dynamodb;
  const plain = {
    ...record,
    dynamodb: { ApproximateCreationDateTime: time.getTime() / 1000, ...dynamodb },
    eventSourceARN,
  };
  const text = JSON.stringify(plain, (_, value: unknown) =>
    isBufferJson(value) ? Buffer.from(value.data).toString("base64") : value,
  );
  return JSON.parse(text) as StreamRecord;
}

// What JSON.stringify makes of a Buffer before a replacer sees it; attributes have members of one or two capital letters only, or names
// below `M` whose values are attributes.
const isBufferJson = (value: unknown): value is { readonly data: readonly number[] } =>
  typeof value === "object" && value !== null && "type" in value && value.type === "Buffer" && "data" in value;
