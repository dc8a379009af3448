import type { ListRulesRequest, ListRulesResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { getBus } from "./bus-store.ts";
import { describeRuleRow } from "./describe-rule.ts";
import { listRulesOf } from "./rule-store.ts";
import { takePage } from "../take-page.ts";

export const listRules: Operation<ListRulesRequest, ListRulesResponse> = {
  members: ["NamePrefix", "EventBusName", "NextToken", "Limit"],
  authorize: () => [{ action: "events:ListRules", resource: "*" }],
  handle(input, { cloud }) {
    const bus = getBus(cloud, input.EventBusName).name;
    const named = listRulesOf(cloud, bus).filter(({ name }) => name.startsWith(input.NamePrefix ?? ""));
    const { page, nextToken } = takePage(named, input.NextToken, input.Limit);
    return { Rules: page.map((rule) => describeRuleRow(cloud, rule)), ...nextToken };
  },
};
