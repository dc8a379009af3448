import type { RemoveTargetsRequest, RemoveTargetsResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { busNameOf } from "./bus-store.ts";
import type { RuleCache } from "./rule-cache.ts";
import { getRule, ruleArn } from "./rule-store.ts";

export const removeTargets = (rules: RuleCache): Operation<RemoveTargetsRequest, RemoveTargetsResponse> => ({
  members: ["Rule", "EventBusName", "Ids", "Force"],
  authorize: (input, { cloud }) => [
    { action: "events:RemoveTargets", resource: ruleArn(cloud, busNameOf(input.EventBusName), input.Rule ?? "") },
  ],
  handle(input, { cloud }) {
    const rule = getRule(cloud, { Name: input.Rule, EventBusName: input.EventBusName });
    const remove = cloud.db.prepare("DELETE FROM events_targets WHERE bus = ? AND rule = ? AND id = ?");
    for (const id of input.Ids ?? []) remove.run(rule.bus, rule.name, id);
    rules.forget(rule.bus);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});
