import type { CreateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import { notImplemented } from "../../../aws-error.ts";
import { checkRange, invalid } from "../constraints.ts";
import type { MappingSettings } from "./check-mapping.ts";
import type { StreamSettings } from "./mapping-store.ts";

/** A new mapping's settings of its stream, before those that may be changed later. */
export function blankStreamSettings({
  StartingPosition: position,
  StartingPositionTimestamp: timestamp,
}: CreateEventSourceMappingRequest): StreamSettings {
  if (position === undefined) {
    throw invalid(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  if ((position !== "TRIM_HORIZON" && position !== "LATEST") || timestamp !== undefined) {
    throw invalid("Unsupported starting position for stream type: dynamodb");
  }
  return {
    startingPosition: position,
    maximumRetryAttempts: -1,
    maximumRecordAgeSeconds: -1,
    bisectsBatch: false,
    parallelizationFactor: 1,
    onFailure: undefined,
  };
}

/** A stream's settings with new ones; what is not given stays. */
export function applyStreamSettings(before: StreamSettings, input: MappingSettings): StreamSettings {
  if (input.ScalingConfig?.MaximumConcurrency !== undefined) {
    throw invalid("ScalingConfig is not supported for this event source.");
  }
  const next: StreamSettings = {
    ...before,
    maximumRetryAttempts: input.MaximumRetryAttempts ?? before.maximumRetryAttempts,
    maximumRecordAgeSeconds: input.MaximumRecordAgeInSeconds ?? before.maximumRecordAgeSeconds,
    bisectsBatch: input.BisectBatchOnFunctionError ?? before.bisectsBatch,
    parallelizationFactor: input.ParallelizationFactor ?? before.parallelizationFactor,
    onFailure: input.DestinationConfig
      ? checkOnFailure(input.DestinationConfig.OnFailure?.Destination)
      : before.onFailure,
  };
  checkRange("maximumRetryAttempts", next.maximumRetryAttempts, -1, 10_000);
  if (next.maximumRecordAgeSeconds !== -1) {
    checkRange("maximumRecordAgeInSeconds", next.maximumRecordAgeSeconds, 60, 604_800);
  }
  checkRange("parallelizationFactor", next.parallelizationFactor, 1, 10);
  return next;
}

function checkOnFailure(arn: string | undefined): string | undefined {
  if (arn === undefined || arn === "") return undefined;
  if (/^arn:aws:sqs:.*\.fifo$/.test(arn))
    throw invalid(`The destination ARN ${arn} is invalid: a FIFO queue is not supported.`);
  if (/^arn:aws:sns:.*\.fifo$/.test(arn)) {
    throw invalid(`The destination ARN ${arn} is invalid: a FIFO topic is not supported.`);
  }
  if (/^arn:aws:(?:sqs|sns):/.test(arn)) return arn;
  throw notImplemented(`The destination ${arn} of an event source mapping (only SQS queues and SNS topics)`);
}

const streamMembers = [
  "BisectBatchOnFunctionError",
  "MaximumRetryAttempts",
  "MaximumRecordAgeInSeconds",
  "ParallelizationFactor",
  "DestinationConfig",
] as const;

/** Throws where a mapping of a queue is given what only one of a stream has. */
export function refuseStreamSettings(input: MappingSettings): void {
  const given = streamMembers.find((member) => input[member] !== undefined);
  if (given !== undefined) throw invalid(`${given} is not supported for SQS event sources.`);
}
