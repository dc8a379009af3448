import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { Cloud } from "../../../service.ts";
import { functionArn } from "../function-reference.ts";
import { mappingArn, type EventSourceMapping, type StreamSettings } from "./mapping-store.ts";

function describeStream(stream: StreamSettings) {
  return {
    StartingPosition: stream.startingPosition,
    MaximumRetryAttempts: stream.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: stream.maximumRecordAgeSeconds,
    BisectBatchOnFunctionError: stream.bisectsBatch,
    ParallelizationFactor: stream.parallelizationFactor,
    TumblingWindowInSeconds: 0,
    DestinationConfig: { OnFailure: stream.onFailure === undefined ? {} : { Destination: stream.onFailure } },
  };
}

/** A mapping as the API describes it; an operation on it says what is under way, as on AWS. */
export function describeMapping(
  cloud: Cloud,
  mapping: EventSourceMapping,
  state: "Creating" | "Updating" | "Deleting" | "Enabled" | "Disabled" = mapping.isEnabled ? "Enabled" : "Disabled",
): EventSourceMappingConfiguration {
  return {
    UUID: mapping.uuid,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.windowSeconds,
    EventSourceArn: mapping.sourceArn,
    FunctionArn: functionArn(cloud, mapping.functionName, mapping.qualifier),
    EventSourceMappingArn: mappingArn(cloud, mapping.uuid),
    LastModified: new Date(mapping.modifiedAt),
    State: state,
    StateTransitionReason: "USER_INITIATED",
    FunctionResponseTypes: mapping.reportsItemFailures ? ["ReportBatchItemFailures"] : [],
    ...(mapping.filters.length > 0 && {
      FilterCriteria: { Filters: mapping.filters.map((Pattern) => ({ Pattern })) },
    }),
    ...(mapping.stream && describeStream(mapping.stream)),
    ...(mapping.maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency },
    }),
  };
}
