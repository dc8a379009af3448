import type { EnableRuleRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import type { RuleCache } from "./rule-cache.ts";
import { getRule, putRuleRow, ruleAuthorization } from "./rule-store.ts";

export const enableRule = (rules: RuleCache): Operation<EnableRuleRequest, object> => ({
  members: ["Name", "EventBusName"],
  authorize: ruleAuthorization("EnableRule"),
  handle(input, { cloud }) {
    const rule = getRule(cloud, input);
    putRuleRow(cloud, { ...rule, state: "ENABLED" });
    rules.forget(rule.bus);
    return {};
  },
});
