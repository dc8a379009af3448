import type { CreateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import { AwsError, notImplemented } from "../../../aws-error.ts";
import { authorizeCall } from "../../../authorize-call.ts";
import { compilePattern, InvalidPatternError } from "../../../event-patterns/index.ts";
import { root } from "../../../root.ts";
import type { Cloud, Principal } from "../../../service.ts";
import { queueUrlOf } from "../../queue-url-of.ts";
import { checkRange, invalid } from "../constraints.ts";
import { resolveVersion } from "../function-store.ts";
import type { EventSourceMapping } from "./mapping-store.ts";

/** What Create and Update both may set. */
export type MappingSettings = Pick<
  CreateEventSourceMappingRequest,
  | "Enabled"
  | "BatchSize"
  | "MaximumBatchingWindowInSeconds"
  | "FilterCriteria"
  | "FunctionResponseTypes"
  | "ScalingConfig"
>;

export const settingMembers = [
  "FunctionName",
  "Enabled",
  "BatchSize",
  "MaximumBatchingWindowInSeconds",
  "FilterCriteria.Filters.Pattern",
  "FunctionResponseTypes",
  "ScalingConfig.MaximumConcurrency",
];

/** A mapping with new settings; what is not given stays. Throws what AWS would say of them. */
export function applySettings(before: EventSourceMapping, input: MappingSettings): EventSourceMapping {
  const isFifo = before.queueArn.endsWith(".fifo");
  const next: EventSourceMapping = {
    ...before,
    isEnabled: input.Enabled ?? before.isEnabled,
    batchSize: input.BatchSize ?? before.batchSize,
    windowSeconds: input.MaximumBatchingWindowInSeconds ?? before.windowSeconds,
    filters: input.FilterCriteria
      ? (input.FilterCriteria.Filters ?? []).map(({ Pattern = "" }) => Pattern)
      : before.filters,
    reportsItemFailures: input.FunctionResponseTypes
      ? input.FunctionResponseTypes.includes("ReportBatchItemFailures")
      : before.reportsItemFailures,
    maximumConcurrency: input.ScalingConfig ? input.ScalingConfig.MaximumConcurrency : before.maximumConcurrency,
  };
  checkRange("batchSize", next.batchSize, 1, isFifo ? 10 : 10_000);
  checkRange("maximumBatchingWindowInSeconds", next.windowSeconds, 0, 300);
  if (isFifo && next.windowSeconds > 0) throw invalid("Batching window is not supported for FIFO queues.");
  if (next.batchSize > 10 && next.windowSeconds === 0) {
    throw invalid("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
  }
  if (next.maximumConcurrency !== undefined) {
    checkRange("scalingConfig.maximumConcurrency", next.maximumConcurrency, 2, 1000);
  }
  checkFilters(next.filters);
  return next;
}

function checkFilters(filters: readonly string[]): void {
  if (filters.length > 5) throw invalid("Filters cannot contain more than 5 filter patterns.");
  for (const filter of filters) {
    try {
      compilePattern(filter);
    } catch (error) {
      if (!(error instanceof InvalidPatternError)) throw error;
      throw invalid(`Invalid filter pattern definition. ${error.message}`);
    }
  }
}

/** Refuses sources that are no queues, by name. */
export function requireQueueArn(arn: string | undefined): string {
  if (arn === undefined) throw invalid("EventSourceArn is required.");
  if (/^arn:aws:sqs:[\w-]+:\d{12}:[\w-]+(?:\.fifo)?$/.test(arn)) return arn;
  const service = /^arn:aws:([\w-]+):/.exec(arn)?.[1];
  if (service === undefined)
    throw invalid(`Unrecognized event source, must be kinesis, dynamodb stream or sqs: ${arn}`);
  throw notImplemented(`An event source mapping for ${service} (only SQS queues)`);
}

/** Refuses a mapping that could never work, as Lambda does when it tries the queue with the function's role. */
export async function checkReach(cloud: Cloud, mapping: EventSourceMapping): Promise<void> {
  const { functionName, qualifier, queueArn } = mapping;
  const version = resolveVersion(cloud, { name: functionName, qualifier });
  const principal: Principal = { kind: "role", roleArn: version.role, sessionName: functionName };
  for (const action of ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"]) {
    if (authorizeCall(cloud, principal, [{ action: `sqs:${action}`, resource: queueArn }])) {
      throw invalid(`The provided execution role does not have permissions to call ${action} on SQS`);
    }
  }
  const visibilitySeconds = await visibilityTimeoutOf(cloud, queueArn);
  if (visibilitySeconds < version.timeoutSeconds) {
    throw invalid(
      `Queue visibility timeout: ${visibilitySeconds} seconds is less than Function timeout: ${version.timeoutSeconds} seconds`,
    );
  }
}

async function visibilityTimeoutOf(cloud: Cloud, queueArn: string): Promise<number> {
  try {
    const { Attributes } = await cloud.call<{ readonly Attributes: Readonly<Record<string, string>> }>(
      "sqs",
      "GetQueueAttributes",
      { QueueUrl: queueUrlOf(cloud, queueArn), AttributeNames: ["VisibilityTimeout"] },
      root,
    );
    return Number(Attributes["VisibilityTimeout"]);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "QueueDoesNotExist") throw error;
    throw invalid(
      "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.",
    );
  }
}
