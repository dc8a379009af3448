import type { Cloud } from "../../service.ts";
import { ruleOccurrences } from "./rule-schedule.ts";
import { putRuleRow } from "./rule-store.ts";
import type { RuleRow } from "./rule-store.ts";

/** Writes a rule; one that is enabled now, or has another schedule than before, counts its rate from now on. */
export function setRule(cloud: Cloud, rule: Omit<RuleRow, "anchor" | "next_at">, before: RuleRow | undefined): void {
  const now = Math.floor(cloud.clock.now() / 1000) * 1000;
  const isRunning = rule.state === "ENABLED" && rule.schedule !== null;
  const isSame = before?.state === "ENABLED" && before.schedule === rule.schedule;
  if (isRunning && isSame) {
    putRuleRow(cloud, { ...rule, anchor: before.anchor, next_at: before.next_at });
    return;
  }
  const next = isRunning ? ruleOccurrences(rule.schedule ?? "", now)(now) : undefined;
  putRuleRow(cloud, { ...rule, anchor: now, next_at: next ?? null });
}
