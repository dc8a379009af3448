import { notImplemented } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { checkRange, constraint, invalid } from "./constraints.ts";
import type { ScheduleTarget } from "./schedule-types.ts";
import { readTargetArn } from "./target-arn.ts";
import { findOperation } from "./universal-target.ts";
import type { LoadModel } from "./universal-target.ts";

// Templated targets that AWS has beside those that are here.
const absentTemplates: ReadonlySet<string> = new Set([
  "codebuild",
  "codepipeline",
  "ecs",
  "firehose",
  "inspector",
  "kinesis",
  "sagemaker",
]);

/** Refuses a target that EventBridge Scheduler would refuse, and by name one that is not here; throws `AwsError`. */
export async function checkTarget(cloud: Cloud, target: ScheduleTarget, loadModel: LoadModel): Promise<void> {
  if (!/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(target.RoleArn)) {
    throw constraint(
      "target.roleArn",
      target.RoleArn,
      "Member must satisfy regular expression pattern: ^arn:aws(-[a-z]+)?:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+$",
    );
  }
  await checkArn(cloud, target, loadModel);
  checkRange("target.retryPolicy.maximumRetryAttempts", target.RetryPolicy?.MaximumRetryAttempts, 0, 185);
  checkRange("target.retryPolicy.maximumEventAgeInSeconds", target.RetryPolicy?.MaximumEventAgeInSeconds, 60, 86_400);
  const queueArn = target.DeadLetterConfig?.Arn;
  if (queueArn !== undefined && !/^arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]+$/.test(queueArn)) {
    throw constraint(
      "target.deadLetterConfig.arn",
      queueArn,
      "Member must satisfy regular expression pattern: ^arn:aws(-[a-z]+)?:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+$",
    );
  }
}

async function checkArn(
  cloud: Cloud,
  { Arn, Input, EventBridgeParameters: parameters, SqsParameters }: ScheduleTarget,
  loadModel: LoadModel,
): Promise<void> {
  const target = readTargetArn(Arn);
  if (target === undefined) {
    const service = Arn.split(":")[2] ?? "";
    if (Arn.startsWith("arn:aws:") && absentTemplates.has(service)) throw notImplemented(`The schedule target ${Arn}`);
    throw invalid("Provided Arn is not in correct format.");
  }
  if (parameters !== undefined && target.kind !== "eventBus") {
    throw invalid("EventBridgeParameters can only be set for an Amazon EventBridge event bus target.");
  }
  if (target.kind === "universal") {
    await findOperation(target, Arn, loadModel);
  } else if (!Arn.includes(`:${cloud.region}:${cloud.accountId}:`)) {
    throw notImplemented(`A schedule target in another account or region, ${Arn},`);
  }
  if (SqsParameters !== undefined && target.kind !== "queue") {
    throw invalid("SqsParameters can only be set for an Amazon SQS queue target.");
  }
  if (Arn.endsWith(".fifo") && target.kind === "queue" && SqsParameters?.MessageGroupId === undefined) {
    throw invalid("SqsParameters must be set for an Amazon SQS FIFO queue target.");
  }
  const takesText = target.kind === "queue" || target.kind === "topic";
  if (!takesText && Input !== undefined && !isJson(Input)) {
    throw invalid("The Input of the target must be well-formed JSON.");
  }
  if (target.kind === "eventBus") {
    if (parameters === undefined) throw invalid("EventBridgeParameters must be set for an event bus target.");
    if (parameters.Source.startsWith("aws.")) {
      throw constraint("target.eventBridgeParameters.source", parameters.Source, "Member must not begin with aws.");
    }
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
