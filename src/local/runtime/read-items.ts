import type { ListObjectsV2Output } from "@aws-sdk/client-s3";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { Json } from "#asl";
import { parseItems, readerFailure } from "#interpreter";
import { AwsError } from "../aws-error.ts";
import { readObject } from "../services/s3/read-object.ts";
import type { TaskCall } from "./integrations/integration.ts";

/** What an ItemReader may be. */
export const readerResources = ["arn:aws:states:::s3:getObject", "arn:aws:states:::s3:listObjectsV2"] as const;

/** Reads a distributed Map's items from S3, as the execution's own role; throws `TaskFailure`. */
export async function readItems(call: TaskCall): Promise<Json> {
  const { task } = call;
  try {
    return task.resource === "arn:aws:states:::s3:listObjectsV2" ? await listItems(call) : await readFile(call);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { message, status, code } = error;
    throw readerFailure(`${message} (Service: Amazon S3; Status Code: ${status}; Error Code: ${code})`);
  }
}

async function readFile({ cloud, principal, task }: TaskCall): Promise<Json> {
  const { Bucket, Key, VersionId } = placeOf(task.arguments, ["Bucket", "Key"]);
  const place = { Bucket: Bucket ?? "", Key: Key ?? "", ...(VersionId === undefined ? {} : { VersionId }) };
  const body = await readObject(cloud, place, principal);
  return parseItems(decompressed(place.Key, body).toString("utf8"), task.itemReader!);
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

/** Every object under the prefix, in pages, up to the reader's limit. */
async function listItems({ cloud, principal, task }: TaskCall): Promise<Json> {
  const { Bucket, Prefix } = placeOf(task.arguments, ["Bucket"]);
  const { maxItems } = task.itemReader!;
  if (maxItems < 0) throw readerFailure("field MaxItems must be positive");
  const limit = maxItems === 0 ? Infinity : maxItems;
  const items: Json[] = [];
  let token: string | undefined;
  do {
    const page: ListObjectsV2Output = await cloud.call(
      "s3",
      "ListObjectsV2",
      {
        Bucket,
        ...(Prefix === undefined ? {} : { Prefix }),
        ...(token === undefined ? {} : { ContinuationToken: token }),
      },
      principal,
    );
    for (const { ETag, Key, LastModified, Size, StorageClass } of page.Contents ?? []) {
      items.push({
        Etag: ETag ?? "",
        Key: Key ?? "",
        LastModified: Math.floor((LastModified?.getTime() ?? 0) / 1000),
        Size: Size ?? 0,
        StorageClass: StorageClass ?? "STANDARD",
      });
    }
    token = page.NextContinuationToken;
  } while (token !== undefined && items.length < limit);
  return items.slice(0, limit);
}

function placeOf(given: Json, required: readonly string[]): Readonly<Record<string, string | undefined>> {
  const place = typeof given === "object" && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const missing = required.filter((name) => typeof place[name] !== "string");
  if (missing.length > 0) throw readerFailure(`The item reader's Arguments need the texts ${missing.join(", ")}.`);
  return place as Readonly<Record<string, string | undefined>>;
}
