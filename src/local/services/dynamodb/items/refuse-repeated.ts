import { tableKeyOf, type Table } from "../tables/table.ts";
import { validationError } from "../validation-error.ts";
import type { Attributes } from "../values/value.ts";
import { positionOf } from "./item-key.ts";

/** One item of a request: its key, or all of it, and the table that it is in. */
export interface Place {
  readonly table: Table;
  readonly key: Attributes;
}

/** Throws if two of them are one item. */
export function refuseRepeated(all: readonly Place[], message: string): void {
  if (new Set(all.map(textOf)).size !== all.length) throw validationError(message);
}

/** As a text that no other item has. */
function textOf({ table, key }: Place): string {
  const { hash, range } = positionOf(tableKeyOf(table), key);
  return `${table.id} ${hash.toString("base64")} ${range.toString("base64")}`;
}
