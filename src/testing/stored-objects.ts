import { createHash } from "node:crypto";
import { csvDelimiters, type ItemSource } from "#authoring";
import {
  defaultStart,
  type ItemReading,
  type ItemStore,
  type ListedItem,
  readerFailure,
  type ReadingTask,
} from "#interpreter";

/** What buckets hold: by logical name, then by key. */
export type StoredObjects = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reads from what the test says that buckets hold. */
export function createItemStore(objects: StoredObjects): ItemStore {
  const heldBy = (bucket: string): StoredObjects[string] => objects[bucket] ?? {};
  return {
    read: async ({ bucket, key }) => {
      const held = heldBy(bucket);
      if (Object.hasOwn(held, key)) return new TextEncoder().encode(held[key]);
      throw readerFailure(`The specified key does not exist: objects has no "${bucket}" with "${key}"`);
    },
    list: async ({ bucket, prefix = "" }, limit) => listObjects(heldBy(bucket), prefix, limit),
  };
}

/** In the order of S3, which is that of the keys' bytes. */
function listObjects(held: StoredObjects[string], prefix: string, limit: number): readonly ListedItem[] {
  const keys = Object.keys(held).filter((key) => key.startsWith(prefix));
  const sorted = keys.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  return sorted.slice(0, limit).map((key) => ({
    Etag: `"${createHash("md5").update(held[key]!).digest("hex")}"`,
    Key: key,
    LastModified: defaultStart / 1000,
    Size: Buffer.byteLength(held[key]!),
    StorageClass: "STANDARD",
  }));
}

/** The task that an item reader of the source is. */
export function readingTask(source: ItemSource, maxItems?: number): ReadingTask {
  const { type, bucket: Bucket, place } = source;
  const itemReader = readingOf(source, maxItems);
  return type === "objects"
    ? { resource: "arn:aws:states:::s3:listObjectsV2", arguments: { Bucket, Prefix: place }, itemReader }
    : { resource: "arn:aws:states:::s3:getObject", arguments: { Bucket, Key: place }, itemReader };
}

/** How a source is read, in the words of an item reader. */
function readingOf({ type, csv }: ItemSource, maxItems = 0): ItemReading {
  const { header, delimiter = "," } = csv;
  return {
    ...(type === "objects" ? {} : { inputType: type.toUpperCase() as "CSV" | "JSON" | "JSONL" }),
    ...(header === undefined ? {} : { csvHeaders: header }),
    csvDelimiter: csvDelimiters[delimiter],
    maxItems,
  };
}
