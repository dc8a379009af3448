import type { Cloud } from "../../service.ts";
import { isApiDestination } from "./api-destination-store.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import type { RuleTarget } from "./rule-store.ts";

export interface EventRow {
  readonly sequence: number;
  readonly id: string;
  readonly bus: string;
  readonly envelope: string;
  readonly accepted_at: number;
}

export interface DeliveryRow {
  readonly sequence: number;
  readonly rule_arn: string;
  readonly target: string;
  readonly attempts: number;
  readonly envelope: string;
  readonly event_id: string;
  readonly accepted_at: number;
  /** The ARN of the API destination that it goes to; null if it goes to something of this cloud. */
  readonly destination: string | null;
}

/** Keeps events; one that the bus already has, by its id, is not taken twice. */
export function insertEvents(cloud: Cloud, bus: string, events: readonly EventEnvelope[]): void {
  const insert = cloud.db.prepare(
    "INSERT OR IGNORE INTO events_events (id, bus, envelope, accepted_at, is_routed, matches) VALUES (?, ?, ?, ?, 0, '[]')",
  );
  const now = cloud.clock.now();
  for (const event of events) insert.run(rowId(event), bus, JSON.stringify(event), now);
}

/** A replay sends events of the same ids, each of its replays once. */
const rowId = ({ id, "replay-name": replay }: EventEnvelope): string => (replay === undefined ? id : `${id} ${replay}`);

/** Keeps an event of which it is known who hears of it, and gives what is to be delivered. */
export function insertRouted(
  cloud: Cloud,
  bus: string,
  event: EventEnvelope,
  rules: readonly RoutedRule[],
): readonly DeliveryRow[] {
  const accepted_at = cloud.clock.now();
  const { id } = event;
  const envelope = JSON.stringify(event);
  const { lastInsertRowid } = cloud.db
    .prepare("INSERT INTO events_events (id, bus, envelope, accepted_at, is_routed, matches) VALUES (?, ?, ?, ?, 1, ?)")
    .run(id, bus, envelope, accepted_at, namesOf(rules));
  return insertDeliveries(cloud, { sequence: Number(lastInsertRowid), id, bus, envelope, accepted_at }, rules);
}

export function takeUnrouted(cloud: Cloud, limit: number): readonly EventRow[] {
  return cloud.db
    .prepare("SELECT * FROM events_events WHERE is_routed = 0 ORDER BY sequence LIMIT ?")
    .all(limit) as unknown as readonly EventRow[];
}

export interface RoutedRule {
  readonly name: string;
  readonly arn: string;
  readonly targets: readonly RuleTarget[];
}

/** An event with the rules that take it. */
export interface RoutedEvent {
  readonly event: EventRow;
  readonly rules: readonly RoutedRule[];
}

/** Notes which rules events matched and what is therefore to be delivered. */
export function markRouted(cloud: Cloud, routed: readonly RoutedEvent[]): void {
  const mark = cloud.db.prepare("UPDATE events_events SET is_routed = 1, matches = ? WHERE sequence = ?");
  for (const { event, rules } of routed) {
    mark.run(namesOf(rules), event.sequence);
    insertDeliveries(cloud, event, rules);
  }
}

const namesOf = (rules: readonly RoutedRule[]): string => JSON.stringify(rules.map(({ name }) => name));

function insertDeliveries(cloud: Cloud, event: EventRow, rules: readonly RoutedRule[]): readonly DeliveryRow[] {
  const insert = cloud.db.prepare(
    "INSERT INTO events_deliveries (event, rule_arn, target, state, attempts, next_at, destination) VALUES (?, ?, ?, 'pending', 0, ?, ?)",
  );
  const { id: event_id, envelope, accepted_at } = event;
  return rules.flatMap(({ arn: rule_arn, targets }) =>
    targets.map((one): DeliveryRow => {
      const target = JSON.stringify(one);
      const destination = isApiDestination(one.Arn) ? one.Arn : null;
      const { lastInsertRowid } = insert.run(event.sequence, rule_arn, target, accepted_at, destination);
      const sequence = Number(lastInsertRowid);
      return { sequence, rule_arn, target, attempts: 0, envelope, event_id, accepted_at, destination };
    }),
  );
}

const dueColumns = `d.sequence, d.rule_arn, d.target, d.attempts, d.destination, e.envelope, e.id AS event_id,
  e.accepted_at FROM events_deliveries d JOIN events_events e ON e.sequence = d.event`;

/** Deliveries within this cloud. */
export function takeDueDeliveries(cloud: Cloud, now: number, limit: number): readonly DeliveryRow[] {
  return cloud.db
    .prepare(
      `SELECT ${dueColumns} WHERE d.state = 'pending' AND d.destination IS NULL AND d.next_at <= ?
       ORDER BY d.next_at, d.sequence LIMIT ?`,
    )
    .all(now, limit) as unknown as readonly DeliveryRow[];
}

/** Deliveries to API destinations, except to those that are to be left alone for now. */
export function takeDueOutside(
  cloud: Cloud,
  now: number,
  limit: number,
  closed: readonly string[],
): readonly DeliveryRow[] {
  return cloud.db
    .prepare(
      `SELECT ${dueColumns} WHERE d.state = 'pending' AND d.destination IS NOT NULL AND d.next_at <= ?
       AND d.destination NOT IN (SELECT value FROM json_each(?)) ORDER BY d.next_at, d.sequence LIMIT ?`,
    )
    .all(now, JSON.stringify(closed), limit) as unknown as readonly DeliveryRow[];
}

export function removeDelivery(cloud: Cloud, { sequence }: DeliveryRow): void {
  cloud.db.prepare("DELETE FROM events_deliveries WHERE sequence = ?").run(sequence);
}

export interface DeliveryFailure {
  readonly code: string;
  readonly message: string;
}

export function postponeDelivery(
  cloud: Cloud,
  { sequence, attempts }: DeliveryRow,
  at: number,
  failure: DeliveryFailure,
): void {
  cloud.db
    .prepare(
      "UPDATE events_deliveries SET attempts = ?, next_at = ?, error_code = ?, error_message = ? WHERE sequence = ?",
    )
    .run(attempts + 1, at, failure.code, failure.message, sequence);
}

/** Why the last attempt of a delivery failed, if there was one. */
export function lastFailureOf(cloud: Cloud, { sequence }: DeliveryRow): DeliveryFailure | undefined {
  return cloud.db
    .prepare(
      `SELECT error_code AS code, error_message AS message FROM events_deliveries
       WHERE sequence = ? AND error_code IS NOT NULL`,
    )
    .get(sequence) as DeliveryFailure | undefined;
}

/** Keeps a delivery that is given up, with its reason: nothing is lost silently. */
export function giveUpDelivery(cloud: Cloud, { sequence, attempts }: DeliveryRow, failure: DeliveryFailure): void {
  cloud.db
    .prepare(
      "UPDATE events_deliveries SET state = 'failed', attempts = ?, error_code = ?, error_message = ? WHERE sequence = ?",
    )
    .run(attempts + 1, failure.code, failure.message, sequence);
}

/** Forgets the oldest events, except those with deliveries still open or failed. */
export function pruneEvents(cloud: Cloud, kept: number): void {
  cloud.db
    .prepare(
      `DELETE FROM events_events WHERE is_routed = 1 AND sequence <= (SELECT MAX(sequence) FROM events_events) - ?
       AND NOT EXISTS (SELECT 1 FROM events_deliveries d WHERE d.event = events_events.sequence)`,
    )
    .run(kept);
}
