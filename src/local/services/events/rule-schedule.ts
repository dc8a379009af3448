import { createTimeZone, nextOccurrence, parseScheduleExpression, ScheduleExpressionError } from "#asl";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { defaultBus } from "./bus-store.ts";
import { eventTime, newEnvelope } from "./event-envelope.ts";
import { insertRouted } from "./event-store.ts";
import { listTargetsOf, ruleArn } from "./rule-store.ts";
import type { RuleRow } from "./rule-store.ts";

// Rules that run on a schedule: rates and crons in UTC. Each occurrence is an event that only the rule itself hears of.

// Older ones EventBridge would not deliver either; see docs/decisions/0013-missed-occurrences-are-made-up-for.md.
const oldestMs = 86_400_000;

/** Refuses what a rule takes for no schedule; throws `ValidationException`. */
export function checkRuleSchedule(text: string, bus: string): void {
  if (bus !== defaultBus) {
    throw new AwsError("ValidationException", "ScheduleExpression is supported only on the default event bus.");
  }
  // One minute, two minutes: Scheduler does not mind, rules do. Only Scheduler knows one-time schedules.
  const isWellFormed = /^cron\(|^rate\((?:1 (?:minute|hour|day)|(?!1 )\d+ (?:minutes|hours|days))\)$/.test(text);
  if (isWellFormed && isExpression(text)) return;
  throw new AwsError("ValidationException", "Parameter ScheduleExpression is not valid.");
}

function isExpression(text: string): boolean {
  try {
    parseScheduleExpression(text);
    return true;
  } catch (error) {
    if (error instanceof ScheduleExpressionError) return false;
    throw error;
  }
}

/**
 * Reads once when a rule's schedule occurs; what it gives finds the first occurrence after a time. A rate counts from `anchor`,
 * its first occurrence lying one period later.
 */
export function ruleOccurrences(schedule: string, anchor: number): (after: number) => number | undefined {
  const recurrence = { expression: parseScheduleExpression(schedule), timeZone: createTimeZone("UTC"), anchor };
  return (after) => nextOccurrence(recurrence, Math.max(after, anchor));
}

/** Turns each occurrence that has come into an event with its deliveries, and steps to the next; gives how many rules had one. */
export function beginScheduledEvents(cloud: Cloud, now: number): number {
  const due = cloud.db
    .prepare("SELECT * FROM events_rules WHERE next_at <= ? ORDER BY next_at LIMIT 100")
    .all(now) as unknown as readonly RuleRow[];
  for (const rule of due) inTransaction(cloud.db, () => beginEventsOf(cloud, rule, now));
  return due.length;
}

const scheduled = { source: "aws.events", detailType: "Scheduled Event", detail: {} } as const;

function beginEventsOf(cloud: Cloud, rule: RuleRow, now: number): void {
  const arn = ruleArn(cloud, rule.bus, rule.name);
  const { schedule, anchor } = rule;
  let at = rule.next_at ?? undefined;
  if (schedule === null || at === undefined) return;
  const nextAfter = ruleOccurrences(schedule, anchor);
  if (at < now - oldestMs) {
    cloud.log(`events: ${arn} missed what was due from ${eventTime(at)} to ${eventTime(now - oldestMs)}`);
    at = nextAfter(now - oldestMs - 1);
  }
  const routed = { name: rule.name, arn, targets: listTargetsOf(cloud, rule.bus, rule.name) };
  while (at !== undefined && at <= now) {
    const event = newEnvelope(cloud, { ...scheduled, resources: [arn], time: at });
    insertRouted(cloud, rule.bus, event, [routed]);
    at = nextAfter(at);
  }
  cloud.db
    .prepare("UPDATE events_rules SET next_at = ? WHERE bus = ? AND name = ?")
    .run(at ?? null, rule.bus, rule.name);
}
