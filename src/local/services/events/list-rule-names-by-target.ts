import type { ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { getBus } from "./bus-store.ts";
import { listRulesOf, listTargetsOf } from "./rule-store.ts";
import { takePage } from "../take-page.ts";

export const listRuleNamesByTarget: Operation<ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse> = {
  members: ["TargetArn", "EventBusName", "NextToken", "Limit"],
  authorize: () => [{ action: "events:ListRuleNamesByTarget", resource: "*" }],
  handle(input, { cloud }) {
    const bus = getBus(cloud, input.EventBusName).name;
    const names = listRulesOf(cloud, bus)
      .filter((rule) => listTargetsOf(cloud, bus, rule.name).some(({ Arn }) => Arn === input.TargetArn))
      .map(({ name }) => name);
    const { page, nextToken } = takePage(names, input.NextToken, input.Limit);
    return { RuleNames: page, ...nextToken };
  },
};
