import type { ListTargetsByRuleRequest, ListTargetsByRuleResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { busNameOf } from "./bus-store.ts";
import { getRule, listTargetsOf, ruleArn } from "./rule-store.ts";
import { takePage } from "../take-page.ts";

export const listTargetsByRule: Operation<ListTargetsByRuleRequest, ListTargetsByRuleResponse> = {
  members: ["Rule", "EventBusName", "NextToken", "Limit"],
  authorize: (input, { cloud }) => [
    { action: "events:ListTargetsByRule", resource: ruleArn(cloud, busNameOf(input.EventBusName), input.Rule ?? "") },
  ],
  handle(input, { cloud }) {
    const rule = getRule(cloud, { Name: input.Rule, EventBusName: input.EventBusName });
    const { page, nextToken } = takePage(listTargetsOf(cloud, rule.bus, rule.name), input.NextToken, input.Limit);
    return { Targets: page, ...nextToken };
  },
};
