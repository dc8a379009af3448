import type {
  ListObjectsOutput,
  ListObjectsRequest,
  ListObjectsV2Output,
  ListObjectsV2Request,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { bucketArn, requireBucket } from "./buckets.ts";
import type { ObjectChecksum } from "./checksums.ts";
import { decodeToken, encodeToken, listKeys } from "./key-listing.ts";
import type { KeyPage, ListingStart } from "./key-listing.ts";
import { owner } from "./owner.ts";
import { pageSize } from "./page-size.ts";
import type { ObjectRow } from "./tables.ts";

const mostKeys = 1000;

const members = ["Bucket", "Prefix", "Delimiter", "MaxKeys", "EncodingType", "ExpectedBucketOwner"];

export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = {
  members: [...members, "ContinuationToken", "StartAfter", "FetchOwner"],
  authorize: (input) => [{ action: "s3:ListBucket", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const { ContinuationToken, StartAfter } = input;
    const page = readPage(cloud, input, startOfV2(input));
    const text = textEncoder(input.EncodingType);
    return {
      ...echo(input),
      ...entries(cloud, page, text, input.FetchOwner ?? false),
      KeyCount: page.objects.length + page.commonPrefixes.length,
      ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      ...(StartAfter === undefined ? {} : { StartAfter: text(StartAfter) }),
      ...(page.next === undefined ? {} : { NextContinuationToken: encodeToken(page.next) }),
    };
  },
};

export const listObjects: Operation<ListObjectsRequest, ListObjectsOutput> = {
  members: [...members, "Marker"],
  authorize: (input) => [{ action: "s3:ListBucket", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const { Marker = "", Delimiter, Prefix = "" } = input;
    // A marker may be a common prefix, as NextMarker gives it.
    const isCommonPrefix = Boolean(Delimiter) && Marker.length > Prefix.length && Marker.endsWith(Delimiter ?? "");
    const from: ListingStart = isCommonPrefix
      ? { kind: "afterPrefix", prefix: Marker }
      : { kind: "afterKey", key: Marker };
    const page = readPage(cloud, input, from);
    const text = textEncoder(input.EncodingType);
    return {
      ...echo(input),
      ...entries(cloud, page, text, true),
      Marker: text(Marker),
      // Without a delimiter the last key serves as the marker.
      ...(page.next !== undefined && Delimiter
        ? { NextMarker: text(page.next.kind === "afterKey" ? page.next.key : page.next.prefix) }
        : {}),
    };
  },
};

type ListInput = ListObjectsV2Request;

function startOfV2({ ContinuationToken, StartAfter = "" }: ListInput): ListingStart {
  if (ContinuationToken === undefined) return { kind: "afterKey", key: StartAfter };
  const start = decodeToken(ContinuationToken);
  if (start === undefined) throw new AwsError("InvalidArgument", "The continuation token provided is incorrect");
  return start;
}

function readPage(cloud: Cloud, input: ListInput, from: ListingStart): KeyPage {
  const bucket = requireBucket(cloud, input).name;
  return listKeys(cloud, {
    bucket,
    prefix: input.Prefix ?? "",
    delimiter: input.Delimiter,
    from,
    maxKeys: pageSize(input.MaxKeys, "max-keys", mostKeys),
  });
}

function echo(input: ListInput) {
  const text = textEncoder(input.EncodingType);
  return {
    Name: input.Bucket,
    Prefix: text(input.Prefix ?? ""),
    MaxKeys: Math.min(input.MaxKeys ?? mostKeys, mostKeys),
    ...(input.Delimiter === undefined ? {} : { Delimiter: text(input.Delimiter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
  };
}

function entries(cloud: Cloud, page: KeyPage, text: (key: string) => string, withOwner: boolean) {
  return {
    IsTruncated: page.next !== undefined,
    ...(page.objects.length > 0 ? { Contents: page.objects.map((row) => toEntry(cloud, row, text, withOwner)) } : {}),
    ...(page.commonPrefixes.length > 0
      ? { CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: text(prefix) })) }
      : {}),
  };
}

function toEntry(cloud: Cloud, row: ObjectRow, text: (key: string) => string, withOwner: boolean) {
  const checksum = row.checksum === null ? undefined : (JSON.parse(row.checksum) as ObjectChecksum);
  return {
    Key: text(row.key),
    LastModified: new Date(row.last_modified),
    ETag: `"${row.etag}"`,
    ...(checksum === undefined ? {} : { ChecksumAlgorithm: [checksum.algorithm], ChecksumType: checksum.type }),
    Size: row.size,
    StorageClass: "STANDARD" as const,
    ...(withOwner ? { Owner: owner(cloud) } : {}),
  };
}

/** XML cannot hold every character of a key; clients that know so ask for URL encoding. */
export function textEncoder(encodingType: string | undefined): (key: string) => string {
  if (encodingType === undefined) return (key) => key;
  return (key) => encodeURIComponent(key.toWellFormed()).replaceAll("%2F", "/");
}
