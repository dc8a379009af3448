import type { Cloud } from "../../service.ts";
import type { Attributes } from "./sns-types.ts";
import type { Subscription } from "./subscription-store.ts";

// A delivery is a row from the transaction in which its message was accepted until its endpoint has it, or it is given up.

export interface StoredAttribute {
  readonly type: string;
  readonly text?: string;
  readonly base64?: string;
}

/** A message as one subscription gets it. */
export interface StoredMessage {
  readonly messageId: string;
  readonly sequenceNumber?: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly subject?: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, StoredAttribute>>;
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

export interface Delivery {
  readonly sequence: number;
  readonly subscription: Subscription;
  readonly message: StoredMessage;
  /** That failed. */
  readonly attempts: number;
}

interface DeliveryRow {
  readonly sequence: number;
  readonly id: string;
  readonly topic: string;
  readonly protocol: Subscription["protocol"];
  readonly endpoint: string;
  readonly attributes: string;
  readonly principal: string;
  readonly message: string;
  readonly attempts: number;
}

/** `group`: within which deliveries to a subscription keep their order. */
export function keepDelivery(
  { db, clock }: Pick<Cloud, "db" | "clock">,
  { id }: Subscription,
  message: StoredMessage,
  group: string | undefined,
): void {
  db.prepare(
    "INSERT INTO sns_deliveries (subscription, message, ordered_by, attempts, next_at) VALUES (?, ?, ?, 0, ?)",
  ).run(id, JSON.stringify(message), group ?? null, clock.now());
}

/** Of each group only the first: what comes after it waits until it is done with. */
export function takeDueDeliveries({ db }: Pick<Cloud, "db">, now: number, limit: number): readonly Delivery[] {
  const rows = db
    .prepare(
      `SELECT d.sequence, d.message, d.attempts, s.* FROM sns_deliveries d JOIN sns_subscriptions s ON s.id = d.subscription
       WHERE d.next_at <= ?1 AND (d.ordered_by IS NULL OR NOT EXISTS (
         SELECT 1 FROM sns_deliveries e
         WHERE e.subscription = d.subscription AND e.ordered_by = d.ordered_by AND e.sequence < d.sequence))
       ORDER BY d.next_at, d.sequence LIMIT ?2`,
    )
    .all(now, limit) as unknown as readonly DeliveryRow[];
  return rows.map(({ sequence, message, attempts, attributes, ...subscription }) => ({
    sequence,
    attempts,
    message: JSON.parse(message) as StoredMessage,
    subscription: { ...subscription, attributes: JSON.parse(attributes) as Attributes },
  }));
}

export function postponeDelivery({ db }: Pick<Cloud, "db">, { sequence, attempts }: Delivery, at: number): void {
  db.prepare("UPDATE sns_deliveries SET attempts = ?, next_at = ? WHERE sequence = ?").run(attempts + 1, at, sequence);
}

export function endDelivery({ db }: Pick<Cloud, "db">, { sequence }: Delivery): void {
  db.prepare("DELETE FROM sns_deliveries WHERE sequence = ?").run(sequence);
}
