import type { CreateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import { notImplemented } from "../../../aws-error.ts";
import { compilePattern, InvalidPatternError } from "../../../event-patterns/index.ts";
import { checkRange, invalid } from "../constraints.ts";
import type { EventSourceMapping } from "./mapping-store.ts";
import { applyStreamSettings, refuseStreamSettings } from "./stream-settings.ts";

/** What Create and Update both may set. */
export type MappingSettings = Pick<
  CreateEventSourceMappingRequest,
  | "Enabled"
  | "BatchSize"
  | "MaximumBatchingWindowInSeconds"
  | "FilterCriteria"
  | "FunctionResponseTypes"
  | "ScalingConfig"
  | "BisectBatchOnFunctionError"
  | "MaximumRetryAttempts"
  | "MaximumRecordAgeInSeconds"
  | "ParallelizationFactor"
  | "DestinationConfig"
>;

export const settingMembers = [
  "FunctionName",
  "Enabled",
  "BatchSize",
  "MaximumBatchingWindowInSeconds",
  "FilterCriteria.Filters.Pattern",
  "FunctionResponseTypes",
  "ScalingConfig.MaximumConcurrency",
  "BisectBatchOnFunctionError",
  "MaximumRetryAttempts",
  "MaximumRecordAgeInSeconds",
  "ParallelizationFactor",
  "DestinationConfig.OnFailure.Destination",
];

/** A mapping with new settings; what is not given stays. Throws what AWS would say of them. */
export function applySettings(before: EventSourceMapping, input: MappingSettings): EventSourceMapping {
  const isFifo = before.sourceArn.endsWith(".fifo");
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
  checkFilters(next.filters);
  if (before.stream !== undefined) return { ...next, stream: applyStreamSettings(before.stream, input) };
  refuseStreamSettings(input);
  if (isFifo && next.windowSeconds > 0) throw invalid("Batching window is not supported for FIFO queues.");
  if (next.batchSize > 10 && next.windowSeconds === 0) {
    throw invalid("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
  }
  if (next.maximumConcurrency !== undefined) {
    checkRange("scalingConfig.maximumConcurrency", next.maximumConcurrency, 2, 1000);
  }
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

export const isStreamArn = (arn: string): boolean =>
  /^arn:aws:dynamodb:[\w-]+:\d{12}:table\/[^/]+\/stream\/.+$/.test(arn);

/** Refuses sources that are neither queues nor streams of tables, by name. */
export function requireSourceArn(arn: string | undefined): string {
  if (arn === undefined) throw invalid("EventSourceArn is required.");
  if (/^arn:aws:sqs:[\w-]+:\d{12}:[\w-]+(?:\.fifo)?$/.test(arn)) return arn;
  if (isStreamArn(arn)) return arn;
  const service = /^arn:aws:([\w-]+):/.exec(arn)?.[1];
  if (service === undefined)
    throw invalid(`Unrecognized event source, must be kinesis, dynamodb stream or sqs: ${arn}`);
  throw notImplemented(`An event source mapping for ${service} (only SQS queues and DynamoDB streams)`);
}
