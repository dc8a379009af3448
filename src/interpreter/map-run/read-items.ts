import type { Json } from "#asl";
import type { ItemReading, ScheduleTask } from "../types.ts";
import type { ItemStore, ObjectPlace } from "./item-store.ts";
import { parseItems } from "./parse-items.ts";
import { readAthenaManifest, readInventoryManifest } from "./read-manifest.ts";
import { readerFailure } from "./reader-failure.ts";

/** The task that an ItemReader is: where it reads and how. */
export type ReadingTask = Pick<ScheduleTask, "resource" | "arguments" | "itemReader">;

/**
 * A distributed Map's items, as its ItemReader asks for them: the objects of a bucket, what one object holds, or what the objects
 * hold that a listing or a manifest names. Throws `TaskFailure` (States.ItemReaderFailed).
 */
export async function readItems(task: ReadingTask, store: ItemStore): Promise<readonly Json[]> {
  const reading = task.itemReader!;
  const limit = itemLimit(reading);
  const items = task.resource.endsWith(":s3:listObjectsV2")
    ? await readListing(task, reading, store, limit)
    : await readObject(task, reading, store, limit);
  return items.slice(0, limit);
}

/** How many items are read at most; throws `TaskFailure` where that is less than none. */
export function itemLimit({ maxItems }: ItemReading): number {
  if (maxItems < 0) throw readerFailure("field MaxItems must be positive");
  return maxItems === 0 ? Infinity : maxItems;
}

async function readListing(
  task: ReadingTask,
  reading: ItemReading,
  store: ItemStore,
  limit: number,
): Promise<readonly Json[]> {
  const { Bucket: bucket, Prefix: prefix } = textsOf(task.arguments, ["Bucket"]);
  const place = { bucket: bucket!, ...(prefix === undefined ? {} : { prefix }) };
  if (reading.flattens !== true) return await store.list(place, limit);
  const listed = await store.list(place, Infinity);
  const objects = listed.map(({ Key: key }) => ({ bucket: place.bucket, key }));
  return await readAll(objects, reading, store, limit);
}

async function readObject(
  task: ReadingTask,
  reading: ItemReading,
  store: ItemStore,
  limit: number,
): Promise<readonly Json[]> {
  const { Bucket: bucket, Key: key, VersionId: versionId } = textsOf(task.arguments, ["Bucket", "Key"]);
  const body = await store.read({ bucket: bucket!, key: key!, ...(versionId === undefined ? {} : { versionId }) });
  if (reading.manifest === undefined) return await itemsOf(body, reading, store);
  const text = new TextDecoder().decode(body);
  const { objects, columns } =
    reading.manifest === "ATHENA_DATA" ? readAthenaManifest(text) : readInventoryManifest(text);
  const ofObjects: ItemReading =
    columns === undefined ? reading : { ...reading, inputType: "CSV", csvHeaders: columns, csvDelimiter: "COMMA" };
  return await readAll(objects, ofObjects, store, limit);
}

/** What the objects hold, one after the other, until there is enough. */
async function readAll(
  objects: readonly ObjectPlace[],
  reading: ItemReading,
  store: ItemStore,
  limit: number,
): Promise<readonly Json[]> {
  const items: Json[] = [];
  for (const object of objects) {
    if (items.length >= limit) break;
    for (const item of await itemsOf(await store.read(object), reading, store)) items.push(item);
  }
  return items;
}

async function itemsOf(body: Uint8Array, reading: ItemReading, { parseParquet }: ItemStore): Promise<readonly Json[]> {
  const { inputType } = reading;
  if (inputType === undefined) throw readerFailure("The item reader needs an InputType to read an object.");
  if (inputType !== "PARQUET") return parseItems(new TextDecoder().decode(body), inputType, reading);
  if (parseParquet === undefined) throw readerFailure("Parquet files are not read here.");
  return await parseParquet(body);
}

function textsOf(given: Json, required: readonly string[]): Readonly<Record<string, string | undefined>> {
  const texts = typeof given === "object" && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const missing = required.filter((name) => typeof texts[name] !== "string");
  if (missing.length > 0) throw readerFailure(`The item reader's Arguments need the texts ${missing.join(", ")}.`);
  return texts as Readonly<Record<string, string | undefined>>;
}
