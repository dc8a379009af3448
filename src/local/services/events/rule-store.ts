import type { Target } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { busNameOf, defaultBus } from "./bus-store.ts";

/** What a rule may be told to do with an event; the members that `PutTargets` honours. */
export type RuleTarget = Target & { readonly Id: string; readonly Arn: string };

export interface RuleRow {
  readonly bus: string;
  readonly name: string;
  /** Empty for a rule that only runs on a schedule. */
  readonly pattern: string;
  readonly state: "ENABLED" | "DISABLED";
  readonly description: string | null;
  readonly tags: string;
  readonly schedule: string | null;
  /** Where a rate counts from, and when the schedule occurs next. */
  readonly anchor: number;
  readonly next_at: number | null;
}

export interface RuleReference {
  readonly Name?: string | undefined;
  readonly EventBusName?: string | undefined;
}

export function ruleArn(cloud: Cloud, bus: string, name: string): string {
  const path = bus === defaultBus ? name : `${bus}/${name}`;
  return `arn:aws:events:${cloud.region}:${cloud.accountId}:rule/${path}`;
}

/** What an operation on a rule needs. */
export function ruleAuthorization(action: string) {
  return (input: RuleReference, { cloud }: { readonly cloud: Cloud }) => [
    { action: `events:${action}`, resource: ruleArn(cloud, busNameOf(input.EventBusName), input.Name ?? "") },
  ];
}

export function findRule(cloud: Cloud, bus: string, name: string): RuleRow | undefined {
  return cloud.db.prepare("SELECT * FROM events_rules WHERE bus = ? AND name = ?").get(bus, name) as
    | RuleRow
    | undefined;
}

/** The rule; throws `ResourceNotFoundException`. */
export function getRule(cloud: Cloud, { Name: name = "", EventBusName }: RuleReference): RuleRow {
  const bus = busNameOf(EventBusName);
  const rule = findRule(cloud, bus, name);
  if (rule !== undefined) return rule;
  throw new AwsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus ${bus}.`);
}

export function listRulesOf(cloud: Cloud, bus: string): readonly RuleRow[] {
  return cloud.db
    .prepare("SELECT * FROM events_rules WHERE bus = ? ORDER BY name")
    .all(bus) as unknown as readonly RuleRow[];
}

export function putRuleRow(cloud: Cloud, rule: RuleRow): void {
  cloud.db
    .prepare(
      `INSERT INTO events_rules (bus, name, pattern, state, description, tags, schedule, anchor, next_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       ON CONFLICT (bus, name) DO UPDATE SET pattern = ?3, state = ?4, description = ?5, tags = ?6, schedule = ?7,
         anchor = ?8, next_at = ?9`,
    )
    .run(
      rule.bus,
      rule.name,
      rule.pattern,
      rule.state,
      rule.description,
      rule.tags,
      rule.schedule,
      rule.anchor,
      rule.next_at,
    );
}

export function listTargetsOf(cloud: Cloud, bus: string, rule: string): readonly RuleTarget[] {
  const rows = cloud.db
    .prepare("SELECT target FROM events_targets WHERE bus = ? AND rule = ? ORDER BY rowid")
    .all(bus, rule) as unknown as readonly { target: string }[];
  return rows.map((row) => JSON.parse(row.target) as RuleTarget);
}
