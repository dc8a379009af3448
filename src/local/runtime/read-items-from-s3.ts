import type { ListObjectsV2Output } from "@aws-sdk/client-s3";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { Json } from "#asl";
import { type ItemStore, type ListedItem, readerFailure, readItems } from "#interpreter";
import { AwsError } from "../aws-error.ts";
import { readObject } from "../services/s3/read-object.ts";
import type { TaskCall } from "./integrations/integration.ts";
import { parseParquet } from "./parse-parquet.ts";

/** What an ItemReader may be. */
export const readerResources = ["arn:aws:states:::s3:getObject", "arn:aws:states:::s3:listObjectsV2"] as const;

/** Reads a distributed Map's items from S3, as the execution's own role; throws `TaskFailure`. */
export async function readItemsFromS3(call: TaskCall): Promise<Json> {
  try {
    return await readItems(call.task, storeOf(call));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { message, status, code } = error;
    throw readerFailure(`${message} (Service: Amazon S3; Status Code: ${status}; Error Code: ${code})`);
  }
}

function storeOf({ cloud, principal }: TaskCall): ItemStore {
  return {
    async read({ bucket: Bucket, key: Key, versionId: VersionId }) {
      const place = { Bucket, Key, ...(VersionId === undefined ? {} : { VersionId }) };
      return decompressed(Key, await readObject(cloud, place, principal));
    },
    /** In pages. */
    async list({ bucket: Bucket, prefix: Prefix }, limit) {
      const items: ListedItem[] = [];
      const request = { Bucket, ...(Prefix === undefined ? {} : { Prefix }) };
      let token: string | undefined;
      do {
        const next = token === undefined ? {} : { ContinuationToken: token };
        const page: ListObjectsV2Output = await cloud.call("s3", "ListObjectsV2", { ...request, ...next }, principal);
        items.push(...(page.Contents ?? []).map(listedItem));
        token = page.NextContinuationToken;
      } while (token !== undefined && items.length < limit);
      return items.slice(0, limit);
    },
    parseParquet,
  };
}

/** AWS: GZIP and ZSTD, told by the ending of the key. */
function decompressed(key: string, body: Buffer): Buffer {
  try {
    if (/\.gz(?:ip)?$/u.test(key)) return gunzipSync(body);
    return /\.zstd?$/u.test(key) ? zstdDecompressSync(body) : body;
  } catch (error) {
    throw readerFailure(`The file cannot be decompressed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type ListedObject = NonNullable<ListObjectsV2Output["Contents"]>[number];

function listedItem({ ETag, Key, LastModified, Size, StorageClass }: ListedObject): ListedItem {
  return {
    Etag: ETag ?? "",
    Key: Key ?? "",
    LastModified: Math.floor((LastModified?.getTime() ?? 0) / 1000),
    Size: Size ?? 0,
    StorageClass: StorageClass ?? "STANDARD",
  };
}
