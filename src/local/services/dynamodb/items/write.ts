import { AwsError } from "../../../aws-error.ts";
import type { Cloud } from "../../../service.ts";
import type { Condition } from "../expressions/ast.ts";
import { evaluateCondition } from "../expressions/evaluate-condition.ts";
import { indexesOf, tableKeyOf, type Table } from "../tables/table.ts";
import { areAttributesEqual } from "../values/compare-values.ts";
import { sizeOfAttributes } from "../values/value-size.ts";
import type { Attributes, Value } from "../values/value.ts";
import { writeAttributes } from "../values/write-value.ts";
import { recordChange } from "../streams/record-change.ts";
import { writeUnits, type Consumed } from "./capacity.ts";
import { indexPositionOf, positionOf } from "./item-key.ts";
import { findItem, putItemRow, removeItemRow } from "./item-store.ts";

/** A write that has been checked as far as it can be without the item that it meets. */
export interface Write {
  readonly table: Table;
  readonly key: Attributes;
  readonly condition: Condition | undefined;
  readonly values: ReadonlyMap<string, Value>;
  /** Whether a failed condition answers the item that it met. */
  readonly tellsItem: boolean;
  /** What becomes of the item: another one that its table takes, none, or the same where the write only checks. */
  readonly change: (item: Attributes | undefined) => Attributes | undefined;
}

export interface Written {
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
  readonly consumed: Consumed;
}

/** Writes one item if its condition holds; throws `ConditionalCheckFailedException` otherwise. */
export function performWrite(cloud: Cloud, write: Write): Written {
  const { table, key, condition, values } = write;
  const position = positionOf(tableKeyOf(table), key);
  const before = findItem(cloud, table, position);
  if (condition !== undefined && !evaluateCondition(condition, before ?? new Map(), values)) {
    const Item = write.tellsItem && before !== undefined ? { Item: writeAttributes(before) } : {};
    throw new AwsError("ConditionalCheckFailedException", "The conditional request failed", 400, Item);
  }
  const after = write.change(before);
  if (after !== undefined && after !== before) putItemRow(cloud, table, after);
  else if (after === undefined && before !== undefined) removeItemRow(cloud, table, position);
  recordChange(cloud, table, { before, after });
  return { before, after, consumed: consumedBy(table, before, after) };
}

function consumedBy(table: Table, before: Attributes | undefined, after: Attributes | undefined): Consumed {
  const sizes = [before, after].map((item) => (item === undefined ? 0 : sizeOfAttributes(item)));
  const isSame = before !== undefined && after !== undefined && areAttributesEqual(before, after);
  const indexUnits: Record<string, number> = {};
  for (const { name, key } of isSame ? [] : indexesOf(table)) {
    const [old, now] = [before, after].map((item) => item && indexPositionOf(key, item));
    const isMoved = old && now && !(old.hash.equals(now.hash) && old.range.equals(now.range));
    // An entry that moves is deleted in one place and put in another.
    if (old || now) indexUnits[name] = writeUnits(...sizes) * (isMoved ? 2 : 1);
  }
  return { table, units: writeUnits(...sizes), indexUnits };
}
