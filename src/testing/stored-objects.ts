import { createHash } from "node:crypto";
import { csvDelimiters, type ItemSource, type ListedObject } from "#authoring";
import { defaultStart, type ItemReading, parseItems, readerFailure } from "#interpreter";

/** What buckets hold: by logical name, then by key. */
export type StoredObjects = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The items of a listing or a file, as an item reader gives them; throws `TaskFailure`. */
export type ReadItems = (place: ItemPlace, reading: ItemReading) => readonly unknown[];

export interface ItemPlace {
  readonly bucket: string;
  /** A key, or where nothing says how a file is read, a prefix. */
  readonly place: string;
}

/** Reads from what the test says that buckets hold. */
export function createItemReader(objects: StoredObjects): ReadItems {
  return ({ bucket, place }, reading) => {
    const held = objects[bucket] ?? {};
    if (reading.inputType === undefined) return listObjects(held, place, reading.maxItems);
    const text = Object.hasOwn(held, place) ? held[place] : undefined;
    if (text === undefined) {
      throw readerFailure(`The specified key does not exist: objects has no "${bucket}" with "${place}"`);
    }
    return parseItems(text, reading);
  };
}

/** In the order of S3, which is that of the keys' bytes. */
function listObjects(held: StoredObjects[string], prefix: string, maxItems: number): readonly ListedObject[] {
  const keys = Object.keys(held).filter((key) => key.startsWith(prefix));
  const sorted = keys.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  const listed = maxItems === 0 ? sorted : sorted.slice(0, maxItems);
  return listed.map((key) => ({
    Etag: `"${createHash("md5").update(held[key]!).digest("hex")}"`,
    Key: key,
    LastModified: defaultStart / 1000,
    Size: Buffer.byteLength(held[key]!),
    StorageClass: "STANDARD",
  }));
}

/** How a source is read, in the words of an item reader. */
export function readingOf({ type, csv }: ItemSource, maxItems = 0): ItemReading {
  const { header, delimiter = "," } = csv;
  return {
    ...(type === "objects" ? {} : { inputType: type.toUpperCase() as "CSV" | "JSON" | "JSONL" }),
    ...(header === undefined ? {} : { csvHeaders: header }),
    csvDelimiter: csvDelimiters[delimiter],
    maxItems,
  };
}
