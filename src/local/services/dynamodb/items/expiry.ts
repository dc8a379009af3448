import type { Cloud } from "../../../service.ts";

// DynamoDB removes an item within days of its time; here it goes as soon as its time has come. As there, what is older than five years by
// then was not meant and stays.

export interface Expiry {
  /** Looks when the next item expires; to be called whenever items or their times changed. */
  readonly reschedule: () => void;
}

const fiveYearsMs = 5 * 365.25 * 24 * 60 * 60 * 1000;

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
      cloud.db
        .prepare("DELETE FROM dynamodb_items WHERE expires_at <= ? AND expires_at > ?")
        .run(now, now - fiveYearsMs);
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
