import { randomBytes } from "node:crypto";
import type { Cloud } from "../../../service.ts";
import { keyNames, tableKeyOf, type Table } from "../tables/table.ts";
import { areAttributesEqual } from "../values/compare-values.ts";
import { sizeOfAttributes } from "../values/value-size.ts";
import type { Attributes } from "../values/value.ts";
import { storeAttributes } from "../values/write-value.ts";
import { findOpenStream, streamArn, trimStreams } from "./stream-store.ts";

export interface ItemChange {
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
  /** Whether its time to live removed the item. */
  readonly isExpiry?: boolean;
}

/**
 * Writes a change of an item into the stream of its table, if it has one and the item did change.
 *
 * To be called in the transaction of the change: whoever sees the one finds the other.
 */
export function recordChange(cloud: Cloud, table: Table, { before, after, isExpiry = false }: ItemChange): void {
  const stream = findOpenStream(cloud, table);
  const item = after ?? before;
  if (stream === undefined || item === undefined) return;
  if (before !== undefined && after !== undefined && areAttributesEqual(before, after)) return;
  const keys: Attributes = new Map(keyNames(tableKeyOf(table)).flatMap((name) => entryOf(item, name)));
  const newImage = /NEW/.test(stream.viewType) ? after : undefined;
  const oldImage = /OLD/.test(stream.viewType) ? before : undefined;
  trimStreams(cloud);
  cloud.db
    .prepare(
      `INSERT INTO dynamodb_stream_records
         (stream_id, event_id, event_name, written_at, keys, new_image, old_image, size, is_expiry)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      stream.id,
      randomBytes(16).toString("hex"),
      before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY",
      cloud.clock.now(),
      storeAttributes(keys),
      newImage === undefined ? null : storeAttributes(newImage),
      oldImage === undefined ? null : storeAttributes(oldImage),
      [keys, newImage, oldImage].reduce((sum, one) => sum + (one === undefined ? 0 : sizeOfAttributes(one)), 0),
      isExpiry ? 1 : 0,
    );
  // The transaction is not over before the code that runs now: who is told later finds it committed, or nothing new.
  queueMicrotask(() => cloud.notify("stream", streamArn(cloud, stream)));
}

function entryOf(
  item: Attributes,
  name: string,
): readonly (readonly [string, NonNullable<ReturnType<Attributes["get"]>>])[] {
  const value = item.get(name);
  return value === undefined ? [] : [[name, value]];
}
