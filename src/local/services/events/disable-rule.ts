import type { DisableRuleRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import type { RuleCache } from "./rule-cache.ts";
import { getRule, putRuleRow, ruleAuthorization } from "./rule-store.ts";

export const disableRule = (rules: RuleCache): Operation<DisableRuleRequest, object> => ({
  members: ["Name", "EventBusName"],
  authorize: ruleAuthorization("DisableRule"),
  handle(input, { cloud }) {
    const rule = getRule(cloud, input);
    putRuleRow(cloud, { ...rule, state: "DISABLED" });
    rules.forget(rule.bus);
    return {};
  },
});
