import type { Cloud } from "../../service.ts";
import type { EventEnvelope } from "./event-envelope.ts";

/** An event that was sent, with what became of it. */
export interface RecentEvent {
  /** Counts the events of this cloud. */
  readonly sequence: number;
  readonly bus: string;
  readonly event: EventEnvelope;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
  /** Names of the rules that it matched; undefined until it is routed. */
  readonly rules: readonly string[] | undefined;
  /** Deliveries that have not arrived. */
  readonly openDeliveries: readonly OpenDelivery[];
}

export interface OpenDelivery {
  readonly ruleArn: string;
  readonly targetArn: string;
  /** `failed` is given up and not dead-lettered. */
  readonly state: "pending" | "failed";
  readonly attempts: number;
  readonly error: string | undefined;
}

interface RecentRow {
  readonly sequence: number;
  readonly bus: string;
  readonly envelope: string;
  readonly accepted_at: number;
  readonly is_routed: number;
  readonly matches: string;
}

interface OpenRow {
  readonly rule_arn: string;
  readonly target_arn: string;
  readonly state: "pending" | "failed";
  readonly attempts: number;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

/** The events sent last, newest first, for the console. */
export function listRecentEvents(cloud: Cloud, limit: number): readonly RecentEvent[] {
  const rows = cloud.db
    .prepare("SELECT * FROM events_events ORDER BY sequence DESC LIMIT ?")
    .all(limit) as unknown as readonly RecentRow[];
  const open = cloud.db.prepare(
    `SELECT rule_arn, target ->> '$.Arn' AS target_arn, state, attempts, error_code, error_message
     FROM events_deliveries WHERE event = ? ORDER BY sequence`,
  );
  return rows.map((row) => ({
    sequence: row.sequence,
    bus: row.bus,
    event: JSON.parse(row.envelope) as EventEnvelope,
    acceptedAt: row.accepted_at,
    rules: row.is_routed === 0 ? undefined : (JSON.parse(row.matches) as string[]),
    openDeliveries: (open.all(row.sequence) as unknown as readonly OpenRow[]).map((delivery) => ({
      ruleArn: delivery.rule_arn,
      targetArn: delivery.target_arn,
      state: delivery.state,
      attempts: delivery.attempts,
      error: delivery.error_code === null ? undefined : `${delivery.error_code}: ${delivery.error_message}`,
    })),
  }));
}
