import type { PutRuleRequest, PutRuleResponse } from "@aws-sdk/client-eventbridge";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { getBus } from "./bus-store.ts";
import { checkPattern } from "./check-pattern.ts";
import { toTagMap } from "./resource-tags.ts";
import type { RuleCache } from "./rule-cache.ts";
import { findRule, putRuleRow, ruleArn, ruleAuthorization } from "./rule-store.ts";

export const putRule = (rules: RuleCache): Operation<PutRuleRequest, PutRuleResponse> => ({
  members: ["Name", "EventPattern", "State", "Description", "Tags", "EventBusName"],
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
    if (input.EventPattern === undefined) {
      throw new AwsError("ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    const state = input.State ?? "ENABLED";
    if (state !== "ENABLED" && state !== "DISABLED") throw notImplemented(`The rule state ${state}`);
    const pattern = String(input.EventPattern);
    checkPattern(pattern);
    const existing = findRule(cloud, bus, name);
    putRuleRow(cloud, {
      bus,
      name,
      pattern,
      state,
      description: input.Description ?? null,
      // Tags are set with the rule, but an update does not touch them.
      tags: existing?.tags ?? JSON.stringify(toTagMap(input.Tags)),
    });
    rules.forget(bus);
    return { RuleArn: ruleArn(cloud, bus, name) };
  },
});
