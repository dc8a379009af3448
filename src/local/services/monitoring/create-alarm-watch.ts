import { AwsError } from "../../aws-error.ts";
import { allowsService } from "../../iam/allows-service.ts";
import { root } from "../../root.ts";
import type { Cloud } from "../../service.ts";
import { createDueWork } from "../due-work.ts";
import type { DueWork } from "../due-work.ts";
import { nextDueIn } from "../next-due-in.ts";
import { resourcePolicy } from "../resource-policy.ts";
import { backoffMs } from "../retry-delivery.ts";
import { hasActions } from "./alarm-actions.ts";
import { listAlarms } from "./alarm-store.ts";
import { measureQueues } from "./measure-queues.ts";
import { refreshAlarm } from "./refresh-alarm.ts";

// Alarms that tell nobody are worked out when somebody asks. Those with actions are looked at again and again.

interface ActionRow {
  readonly sequence: number;
  /** ARN. */
  readonly alarm: string;
  readonly topic: string;
  readonly subject: string;
  readonly message: string;
  readonly attempts: number;
}

type Piece = { readonly kind: "look" } | ({ readonly kind: "tell" } & ActionRow);

// CloudWatch does so every minute. Here nobody should have to wait so long.
const lookEveryMs = 10_000;
const mostAttempts = 10;

/** Looks at alarms that have actions, and publishes their changes. To be woken after each change of an alarm. */
export function createAlarmWatch(cloud: Cloud): DueWork {
  const { db, clock } = cloud;
  let nextLook = 0;
  const isWatching = (): boolean => listAlarms(db).some(({ definition }) => hasActions(definition));

  const work = createDueWork<Piece>(cloud, {
    name: "cloudwatch alarms",
    mostAtOnce: 8,
    takeDue(now, limit) {
      const rows = db
        .prepare("SELECT * FROM monitoring_actions WHERE next_at <= ? ORDER BY sequence LIMIT ?")
        .all(now, limit) as unknown as readonly ActionRow[];
      const told = rows.map((row) => ({ ...row, kind: "tell" as const }));
      return now >= nextLook && isWatching() ? [{ kind: "look" }, ...told] : told;
    },
    nextDueAt(now) {
      const told = nextDueIn(cloud, "monitoring_actions", now) ?? Infinity;
      const next = Math.min(told, nextLook > now && isWatching() ? nextLook : Infinity);
      return next === Infinity ? undefined : next;
    },
    idOf: (piece) => (piece.kind === "look" ? "look" : piece.sequence),
    titleOf: (piece) => (piece.kind === "look" ? "looking" : `${piece.alarm} to ${piece.topic}`),
    perform: (piece) => (piece.kind === "look" ? look() : tell(piece)),
  });

  async function look(): Promise<void> {
    nextLook = clock.now() + lookEveryMs;
    for (const { definition } of listAlarms(db)) if (hasActions(definition)) await measureQueues(cloud, definition);
    if (work.isClosed()) return;
    for (const alarm of listAlarms(db)) if (hasActions(alarm.definition)) refreshAlarm(cloud, alarm);
  }

  async function tell(row: ActionRow): Promise<void> {
    try {
      await requireMayPublish(cloud, row);
      const input = { TopicArn: row.topic, Subject: row.subject, Message: row.message };
      await cloud.call("sns", "Publish", input, root);
    } catch (error) {
      // Closing made it fail: it is told after the next start.
      if (!work.isClosed()) fail(row, error);
      return;
    }
    if (!work.isClosed()) forget(row);
  }

  function fail(row: ActionRow, error: unknown): void {
    const isFinal = error instanceof AwsError && (error.status < 500 || error.status === 501);
    if (!isFinal && row.attempts + 1 < mostAttempts) {
      const next = clock.now() + backoffMs(row.attempts, cloud.random);
      db.prepare("UPDATE monitoring_actions SET attempts = attempts + 1, next_at = ? WHERE sequence = ?").run(
        next,
        row.sequence,
      );
      return;
    }
    const reason = error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);
    cloud.log(`cloudwatch: ${row.alarm} could not tell ${row.topic} that ${row.subject}: ${reason}`);
    forget(row);
  }

  function forget({ sequence }: ActionRow): void {
    db.prepare("DELETE FROM monitoring_actions WHERE sequence = ?").run(sequence);
  }

  return work;
}

/** CloudWatch may publish where the topic's policy lets it, or the account that owns the alarm, as the usual policy does. */
async function requireMayPublish(cloud: Cloud, { alarm, topic }: ActionRow): Promise<void> {
  const policy = await resourcePolicy(cloud, topic);
  const request = {
    policy,
    service: "cloudwatch.amazonaws.com",
    action: "SNS:Publish",
    resource: topic,
    sourceArn: alarm,
  };
  if (allowsService(cloud, request) || allowsService(cloud, { ...request, isOwner: true })) return;
  throw new AwsError(
    "AuthorizationErrorException",
    `cloudwatch.amazonaws.com is not authorized to perform: SNS:Publish on resource: ${topic} because no resource-based policy allows the SNS:Publish action`,
    403,
  );
}
