import type { PutRuleRequest, PutRuleResponse } from "@aws-sdk/client-eventbridge";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { getBus } from "./bus-store.ts";
import { checkPattern } from "./check-pattern.ts";
import { toTagMap } from "./resource-tags.ts";
import type { RuleCache } from "./rule-cache.ts";
import { checkRuleSchedule } from "./rule-schedule.ts";
import { findRule, ruleArn, ruleAuthorization } from "./rule-store.ts";
import { setRule } from "./set-rule.ts";

export const putRule = (rules: RuleCache, wake: () => void): Operation<PutRuleRequest, PutRuleResponse> => ({
  members: ["Name", "EventPattern", "ScheduleExpression", "State", "Description", "Tags", "EventBusName"],
  authorize: ruleAuthorization("PutRule"),
  handle(input, { cloud }) {
    const name = input.Name ?? "";
    if (!/^[\w.-]{1,64}$/.test(name)) {
      throw new AwsError(
        "ValidationException",
        `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
      );
    }
    const bus = getBus(cloud, input.EventBusName).name;
    const { EventPattern, ScheduleExpression } = input;
    if (EventPattern === undefined && ScheduleExpression === undefined) {
      throw new AwsError("ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    const state = input.State ?? "ENABLED";
    if (state !== "ENABLED" && state !== "DISABLED") throw notImplemented(`The rule state ${state}`);
    const pattern = EventPattern === undefined ? "" : String(EventPattern);
    if (EventPattern !== undefined) checkPattern(pattern);
    if (ScheduleExpression !== undefined) checkRuleSchedule(ScheduleExpression, bus);
    const existing = findRule(cloud, bus, name);
    const rule = {
      bus,
      name,
      pattern,
      state,
      schedule: ScheduleExpression ?? null,
      description: input.Description ?? null,
      // Tags are set with the rule, but an update does not touch them.
      tags: existing?.tags ?? JSON.stringify(toTagMap(input.Tags)),
    } as const;
    setRule(cloud, rule, existing);
    rules.forget(bus);
    wake();
    return { RuleArn: ruleArn(cloud, bus, name) };
  },
});
