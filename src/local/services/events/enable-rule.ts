import type { EnableRuleRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import type { RuleCache } from "./rule-cache.ts";
import { getRule, ruleAuthorization } from "./rule-store.ts";
import { setRule } from "./set-rule.ts";

export const enableRule = (rules: RuleCache, wake: () => void): Operation<EnableRuleRequest, object> => ({
  members: ["Name", "EventBusName"],
  authorize: ruleAuthorization("EnableRule"),
  handle(input, { cloud }) {
    const rule = getRule(cloud, input);
    setRule(cloud, { ...rule, state: "ENABLED" }, rule);
    wake();
    rules.forget(rule.bus);
    return {};
  },
});
