import type { DisableRuleRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import type { RuleCache } from "./rule-cache.ts";
import { getRule, ruleAuthorization } from "./rule-store.ts";
import { setRule } from "./set-rule.ts";

export const disableRule = (rules: RuleCache): Operation<DisableRuleRequest, object> => ({
  members: ["Name", "EventBusName"],
  authorize: ruleAuthorization("DisableRule"),
  handle(input, { cloud }) {
    const rule = getRule(cloud, input);
    setRule(cloud, { ...rule, state: "DISABLED" }, rule);
    rules.forget(rule.bus);
    return {};
  },
});
