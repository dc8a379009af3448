import type { DescribeRuleRequest, DescribeRuleResponse } from "@aws-sdk/client-eventbridge";
import type { Cloud, Operation } from "../../service.ts";
import { getRule, ruleArn, ruleAuthorization } from "./rule-store.ts";
import type { RuleRow } from "./rule-store.ts";

export const describeRule: Operation<DescribeRuleRequest, DescribeRuleResponse> = {
  members: ["Name", "EventBusName"],
  authorize: ruleAuthorization("DescribeRule"),
  handle: (input, { cloud }) => ({
    ...describeRuleRow(cloud, getRule(cloud, input)),
    CreatedBy: cloud.accountId,
  }),
};

/** A rule as the API shows it. */
export function describeRuleRow(cloud: Cloud, rule: RuleRow) {
  return {
    Name: rule.name,
    Arn: ruleArn(cloud, rule.bus, rule.name),
    ...(rule.pattern === "" ? {} : { EventPattern: rule.pattern }),
    ...(rule.schedule === null ? {} : { ScheduleExpression: rule.schedule }),
    State: rule.state,
    EventBusName: rule.bus,
    ...(rule.description === null ? {} : { Description: rule.description }),
  };
}
