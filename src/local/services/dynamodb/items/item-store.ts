import type { Cloud } from "../../../service.ts";
import { indexesOf, tableKeyOf, type SecondaryIndex, type Table } from "../tables/table.ts";
import { readAttributes, type WireAttributes } from "../values/read-value.ts";
import { printDecimal } from "../values/decimal.ts";
import { sizeOfAttributes, sizeOfValue } from "../values/value-size.ts";
import type { Attributes, Value } from "../values/value.ts";
import { storeAttributes } from "../values/write-value.ts";
import { indexPositionOf, positionOf, type Position } from "./item-key.ts";

/** Reads back what was stored. */
export const parseAttributes = (text: string): Attributes => readAttributes(JSON.parse(text) as WireAttributes);

export function findItem({ db }: Cloud, table: Table, { hash, range }: Position): Attributes | undefined {
  const row = db
    .prepare("SELECT attributes FROM dynamodb_items WHERE table_id = ? AND hash = ? AND range = ?")
    .get(table.id, hash, range);
  return row === undefined ? undefined : parseAttributes(row["attributes"] as string);
}

/** Keeps an item in the place of what was there, in the table and in its indexes. */
export function putItemRow(cloud: Cloud, table: Table, item: Attributes): void {
  const position = positionOf(tableKeyOf(table), item);
  removeItemRow(cloud, table, position);
  const row = [storeAttributes(item), sizeOfAttributes(item), expiryOf(table, item) ?? null] as const;
  cloud.db
    .prepare("INSERT INTO dynamodb_items VALUES (?, ?, ?, ?, ?, ?)")
    .run(table.id, position.hash, position.range, ...row);
  for (const index of indexesOf(table)) addToIndex(cloud, table, index, item);
}

/** Removes an item; its entries in indexes go with it. */
export function removeItemRow({ db }: Cloud, table: Table, { hash, range }: Position): void {
  db.prepare("DELETE FROM dynamodb_items WHERE table_id = ? AND hash = ? AND range = ?").run(table.id, hash, range);
}

function addToIndex({ db }: Cloud, table: Table, index: SecondaryIndex, item: Attributes): void {
  const entry = indexPositionOf(index.key, item);
  if (entry === undefined) return;
  const { hash, range } = positionOf(tableKeyOf(table), item);
  db.prepare("INSERT INTO dynamodb_index_entries VALUES (?, ?, ?, ?, ?, ?)").run(
    table.id,
    index.name,
    entry.hash,
    entry.range,
    hash,
    range,
  );
}

function* allItems({ db }: Cloud, table: Table): Generator<Attributes> {
  const rows = db.prepare("SELECT attributes FROM dynamodb_items WHERE table_id = ?").all(table.id);
  for (const row of rows) yield parseAttributes(row["attributes"] as string);
}

/** Fills a new index with the items that have its keys; items whose keys are of another type or empty stay out of it. */
export function fillIndex(cloud: Cloud, table: Table, index: SecondaryIndex): void {
  const { hash, range } = index.key;
  for (const item of allItems(cloud, table)) {
    const isKey = (value: Value | undefined, type: string): boolean => value?.type === type && sizeOfValue(value) > 0;
    const fits = [hash, range].every((key) => key === undefined || isKey(item.get(key.name), key.type));
    if (fits) addToIndex(cloud, table, index, item);
  }
}

export function dropIndex({ db }: Cloud, table: Table, name: string): void {
  db.prepare("DELETE FROM dynamodb_index_entries WHERE table_id = ? AND index_name = ?").run(table.id, name);
}

/** Works out anew when items expire, after the attribute that says so has changed. */
export function refreshExpiry(cloud: Cloud, table: Table): void {
  const update = cloud.db.prepare(
    "UPDATE dynamodb_items SET expires_at = ? WHERE table_id = ? AND hash = ? AND range = ?",
  );
  for (const item of allItems(cloud, table)) {
    const { hash, range } = positionOf(tableKeyOf(table), item);
    update.run(expiryOf(table, item) ?? null, table.id, hash, range);
  }
}

// The last second of the year 9999; what is beyond never comes.
const lastSecond = 253_402_300_799;

/** When an item expires, in milliseconds since the epoch: what its attribute says in seconds. */
function expiryOf({ ttlAttribute }: Table, item: Attributes): number | undefined {
  const value = ttlAttribute === undefined ? undefined : item.get(ttlAttribute);
  if (value?.type !== "N") return undefined;
  const seconds = Math.floor(Number(printDecimal(value.value)));
  return seconds >= 0 && seconds <= lastSecond ? seconds * 1000 : undefined;
}
