import { tableKeyOf, type Table } from "../tables/table.ts";
import { validationError } from "../validation-error.ts";
import type { Attributes } from "../values/value.ts";
import { positionOf } from "./item-key.ts";

/** An item of a table as a text that no other item has. */
export function placeOf(table: Table, item: Attributes): string {
  const { hash, range } = positionOf(tableKeyOf(table), item);
  return `${table.id} ${hash.toString("base64")} ${range.toString("base64")}`;
}

/** Throws if two of the keys are one. */
export function refuseRepeated(table: Table, keys: readonly Attributes[], message: string): void {
  const places = new Set(keys.map((key) => placeOf(table, key)));
  if (places.size !== keys.length) throw validationError(message);
}
