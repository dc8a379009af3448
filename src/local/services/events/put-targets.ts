import type { PutTargetsRequest, PutTargetsResponse, Target } from "@aws-sdk/client-eventbridge";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { isApiDestination } from "./api-destination-store.ts";
import { busNameOf } from "./bus-store.ts";
import { checkTargetInput } from "./check-target-input.ts";
import { isSupportedTarget } from "./deliver-to-target.ts";
import { checkHttpParameters } from "./http-parameters.ts";
import type { RuleCache } from "./rule-cache.ts";
import { getRule, listTargetsOf, ruleArn } from "./rule-store.ts";

// EventBridge's quota.
const mostTargets = 5;

export const putTargets = (rules: RuleCache): Operation<PutTargetsRequest, PutTargetsResponse> => ({
  members: [
    "Rule",
    "EventBusName",
    "Targets.Id",
    "Targets.Arn",
    "Targets.RoleArn",
    "Targets.Input",
    "Targets.InputPath",
    "Targets.InputTransformer",
    "Targets.DeadLetterConfig",
    "Targets.RetryPolicy",
    "Targets.SqsParameters.MessageGroupId",
    "Targets.HttpParameters",
  ],
  authorize: (input, { cloud }) => [
    { action: "events:PutTargets", resource: ruleArn(cloud, busNameOf(input.EventBusName), input.Rule ?? "") },
    ...(input.Targets ?? []).flatMap(({ RoleArn }) =>
      RoleArn === undefined ? [] : [{ action: "iam:PassRole", resource: RoleArn }],
    ),
  ],
  handle(input, { cloud }) {
    const rule = getRule(cloud, { Name: input.Rule, EventBusName: input.EventBusName });
    const targets = input.Targets ?? [];
    for (const target of targets) checkTarget(target);
    const ids = new Set([...listTargetsOf(cloud, rule.bus, rule.name), ...targets].map(({ Id }) => Id));
    if (ids.size > mostTargets) {
      throw new AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
    }
    inTransaction(cloud.db, () => {
      for (const target of targets) {
        cloud.db
          .prepare("INSERT OR REPLACE INTO events_targets VALUES (?, ?, ?, ?)")
          .run(rule.bus, rule.name, target.Id ?? "", JSON.stringify(target));
      }
    });
    rules.forget(rule.bus);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});

function checkTarget(target: Target): void {
  const { Id: id = "", Arn: arn = "" } = target;
  if (!/^[\w.-]{1,64}$/.test(id)) {
    throw invalid(
      `1 validation error detected: Value '${id}' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
  }
  if (!/^arn:aws:[\w-]+:[\w-]*:\d*:.+$/.test(arn)) {
    throw invalid(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  if (!isSupportedTarget(arn)) throw notImplemented(`The target ${arn} of a rule`);
  checkSqsParameters(target, id);
  checkHttpParameters(target, id);
  if ((arn.startsWith("arn:aws:states:") || isApiDestination(arn)) && target.RoleArn === undefined) {
    throw invalid(`RoleArn is required for target ${arn}.`);
  }
  checkTargetInput(target, id);
  checkRetryPolicy(target);
  const deadLetterArn = target.DeadLetterConfig?.Arn;
  if (deadLetterArn !== undefined && !/^arn:aws:sqs:[^:]*:\d{12}:[\w-]+$/.test(deadLetterArn)) {
    throw invalid(`Parameter ${deadLetterArn} is not valid. Reason: Dead letter queue must be a standard SQS queue.`);
  }
}

// A standard queue takes a group too: it makes the queue fair.
function checkSqsParameters({ Arn = "", SqsParameters }: Target, id: string): void {
  if (SqsParameters !== undefined && !Arn.startsWith("arn:aws:sqs:")) {
    throw invalid(`Parameter(s) SqsParameters not valid for target: ${id}.`);
  }
  if (Arn.endsWith(".fifo") && SqsParameters?.MessageGroupId === undefined) {
    throw invalid(`Parameter(s) MessageGroupId must be specified for target: ${id}.`);
  }
}

function checkRetryPolicy({ RetryPolicy }: Target): void {
  const { MaximumRetryAttempts: attempts = 0, MaximumEventAgeInSeconds: age = 60 } = RetryPolicy ?? {};
  if (attempts < 0 || attempts > 185) throw invalid(`MaximumRetryAttempts must be between 0 and 185, got ${attempts}.`);
  if (age < 60 || age > 86_400) throw invalid(`MaximumEventAgeInSeconds must be between 60 and 86400, got ${age}.`);
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
