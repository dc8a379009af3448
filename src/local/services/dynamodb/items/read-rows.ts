import type { Cloud } from "../../../service.ts";
import { tableKeyOf, type SecondaryIndex, type Table } from "../tables/table.ts";
import type { Attributes } from "../values/value.ts";
import { indexPositionOf, positionOf, type Position } from "./item-key.ts";
import { parseAttributes } from "./item-store.ts";
import type { Bound } from "./key-condition.ts";

/** What to read of a table or an index, in the order of its keys. */
export interface Range {
  readonly table: Table;
  readonly index: SecondaryIndex | undefined;
  /** One partition, or a part of all of them by the digests that their bytes begin with. */
  readonly partitions: { readonly hash: Buffer } | { readonly from: number; readonly to: number };
  readonly bounds: readonly Bound[];
  readonly isBackward: boolean;
  /** The attributes of the item after which to go on. */
  readonly after: Attributes | undefined;
}

interface Clauses {
  readonly conditions: string[];
  readonly parameters: Buffer[];
}

const digests = 2 ** 32;

/** Items of a range, one after the other; of an index, the whole items that it points to. */
export function* readRows({ db }: Cloud, range: Range): Generator<Attributes> {
  const { table, index, isBackward } = range;
  const columns = index === undefined ? ["hash", "range"] : ["index_hash", "index_range", "hash", "range"];
  const [hash, sort] = columns as [string, string];
  const clauses: Clauses = { conditions: [], parameters: [] };
  const add = (condition: string, ...parameters: readonly Buffer[]): void => {
    clauses.conditions.push(`AND ${condition}`);
    clauses.parameters.push(...parameters);
  };
  const { partitions } = range;
  if ("hash" in partitions) add(`${hash} = ?`, partitions.hash);
  else {
    if (partitions.from > 0) add(`${hash} >= ?`, digestBytes(partitions.from));
    if (partitions.to < digests) add(`${hash} < ?`, digestBytes(partitions.to));
  }
  for (const { operator, bytes } of range.bounds) add(`${sort} ${operator} ?`, bytes);
  if (range.after !== undefined) {
    const places = columns.map(() => "?").join(", ");
    add(`(${columns.join(", ")}) ${isBackward ? "<" : ">"} (${places})`, ...positionBytes(range, range.after));
  }
  const order = columns.map((column) => `${column} ${isBackward ? "DESC" : "ASC"}`).join(", ");
  const [source, ...names] =
    index === undefined
      ? ["dynamodb_items WHERE table_id = ?"]
      : [
          "dynamodb_index_entries JOIN dynamodb_items USING (table_id, hash, range) WHERE table_id = ? AND index_name = ?",
          index.name,
        ];
  const rows = db
    .prepare(`SELECT attributes FROM ${source} ${clauses.conditions.join(" ")} ORDER BY ${order}`)
    .iterate(table.id, ...names, ...clauses.parameters);
  for (const row of rows) yield parseAttributes(row["attributes"] as string);
}

function positionBytes({ table, index }: Range, item: Attributes): readonly Buffer[] {
  const own = positionOf(tableKeyOf(table), item);
  const inIndex = index && indexPositionOf(index.key, item);
  return [inIndex, own].flatMap((position: Position | undefined) => (position ? [position.hash, position.range] : []));
}

function digestBytes(digest: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(digest);
  return bytes;
}

/** The part of all partitions that one segment of a parallel Scan reads. */
export function segmentOf(segment: number, total: number): { readonly from: number; readonly to: number } {
  const boundary = (index: number): number => Math.ceil((index * digests) / total);
  return { from: boundary(segment), to: boundary(segment + 1) };
}
