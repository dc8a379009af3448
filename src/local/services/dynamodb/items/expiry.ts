import type { Cloud } from "../../../service.ts";
import { inTransaction } from "../../../stores/transaction.ts";
import { recordChange } from "../streams/record-change.ts";
import { getTable, tableNames } from "../tables/table-store.ts";
import { parseAttributes } from "./item-store.ts";

// DynamoDB removes an item within days of its time; here it goes as soon as its time has come. As there, what is older than five years by
// then was not meant and stays.

export interface Expiry {
  /** Looks when the next item expires; to be called whenever items or their times changed. */
  readonly reschedule: () => void;
}

const fiveYearsMs = 5 * 365.25 * 24 * 60 * 60 * 1000;

interface ExpiredRow {
  readonly table_id: number;
  readonly attributes: string;
}

function recordExpired(cloud: Cloud, rows: readonly ExpiredRow[]): void {
  if (rows.length === 0) return;
  const streaming = tableNames(cloud)
    .map((name) => getTable(cloud, name))
    .filter(({ definition }) => definition.StreamSpecification !== undefined);
  for (const { table_id, attributes } of rows) {
    const table = streaming.find(({ id }) => id === table_id);
    if (table === undefined) continue;
    recordChange(cloud, table, { before: parseAttributes(attributes), after: undefined, isExpiry: true });
  }
}

export function createExpiry(cloud: Cloud): Expiry {
  let cancel = (): void => {};
  let dueAt = Number.POSITIVE_INFINITY;

  const sleepUntil = (at: number): void => {
    cancel();
    dueAt = at;
    cancel = cloud.clock.at(at, removeExpired);
  };
  const removeExpired = (): void => {
    const now = cloud.clock.now();
    dueAt = Number.POSITIVE_INFINITY;
    try {
      inTransaction(cloud.db, () => {
        const rows = cloud.db
          .prepare("DELETE FROM dynamodb_items WHERE expires_at <= ? AND expires_at > ? RETURNING table_id, attributes")
          .all(now, now - fiveYearsMs) as unknown as readonly ExpiredRow[];
        recordExpired(cloud, rows);
      });
      reschedule();
    } catch (error) {
      // A full disk, say. Nobody is above a timer who could catch it.
      cloud.log(`dynamodb: items that have expired could not be removed: ${String(error)}`);
      sleepUntil(now + 1000);
    }
  };
  const reschedule = (): void => {
    const now = cloud.clock.now();
    const row = cloud.db
      .prepare("SELECT min(expires_at) AS next FROM dynamodb_items WHERE expires_at > ?")
      .get(now - fiveYearsMs);
    const next = row?.["next"] as number | null;
    if (next !== null && next !== dueAt) sleepUntil(next);
  };
  return { reschedule };
}
