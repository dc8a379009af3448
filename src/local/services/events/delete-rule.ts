import type { DeleteRuleRequest } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { getBus } from "./bus-store.ts";
import type { RuleCache } from "./rule-cache.ts";
import { listTargetsOf, ruleAuthorization } from "./rule-store.ts";

export const deleteRule = (rules: RuleCache): Operation<DeleteRuleRequest, object> => ({
  members: ["Name", "EventBusName", "Force"],
  authorize: ruleAuthorization("DeleteRule"),
  handle(input, { cloud }) {
    const bus = getBus(cloud, input.EventBusName).name;
    const name = input.Name ?? "";
    if (listTargetsOf(cloud, bus, name).length > 0) {
      throw new AwsError("ValidationException", "Rule can't be deleted since it has targets.");
    }
    // As on AWS, deleting what is not there is no error.
    cloud.db.prepare("DELETE FROM events_rules WHERE bus = ? AND name = ?").run(bus, name);
    rules.forget(bus);
    return {};
  },
});
