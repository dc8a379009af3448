import type { DatabaseSync } from "node:sqlite";
import type { AcceptedItems } from "./table-load.ts";

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string } | undefined>>;

/** What the data folder of a process that is gone holds of the table otherwise than was acknowledged. */
export function wrongItems(db: DatabaseSync, accepted: AcceptedItems): readonly string[] {
  const rows = db.prepare("SELECT attributes FROM dynamodb_items").all();
  const items = new Map(
    rows.map(({ attributes }) => {
      const item = JSON.parse(String(attributes)) as Item;
      return [item.id?.S ?? "", item] as const;
    }),
  );
  return [...wrongPuts(items, accepted), ...wrongCounts(items, accepted), ...wrongSum(items, accepted)];
}

function wrongPuts(items: ReadonlyMap<string, Item>, { put, deleted }: AcceptedItems): readonly string[] {
  return [
    ...[...put].filter(([id, value]) => items.get(id)?.value?.S !== value).map(([id]) => `the item ${id} is lost`),
    ...[...deleted].filter((id) => items.has(id)).map((id) => `the item ${id} is back`),
  ];
}

/** Each count must have been reached once, by the transaction that was told so. */
function wrongCounts(items: ReadonlyMap<string, Item>, { counted }: AcceptedItems): readonly string[] {
  const notes = [...items.keys()].filter((id) => id.startsWith("count-"));
  const reached = Number(items.get("counter")?.n?.N ?? 0);
  const missing = Array.from({ length: reached }, (_, index) => `count-${index + 1}`).filter((id) => !items.has(id));
  return [
    ...missing.map((id) => `the transaction that wrote ${id} is torn`),
    ...(notes.length > reached ? [`${notes.length} transactions counted to ${reached}`] : []),
    ...[...counted]
      .filter(([count, number]) => items.get(`count-${count}`)?.by?.N !== String(number))
      .map(([count]) => `the count of ${count} is lost`),
  ];
}

/** Additions are acknowledged once each and with a sum of their own; of the others each may have happened once. */
function wrongSum(items: ReadonlyMap<string, Item>, { added, additionsAsked }: AcceptedItems): readonly string[] {
  const sum = Number(items.get("sum")?.n?.N ?? 0);
  return [
    ...(new Set(added).size < added.length ? ["two additions gave the same sum"] : []),
    ...(sum < Math.max(0, ...added) ? [`the sum is ${sum} and was ${Math.max(...added)}`] : []),
    ...(sum > additionsAsked ? [`the sum is ${sum} after ${additionsAsked} additions`] : []),
  ];
}
