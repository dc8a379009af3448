import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { Cloud } from "../../../service.ts";
import { functionArn } from "../function-reference.ts";
import { mappingArn, type EventSourceMapping } from "./mapping-store.ts";

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
    EventSourceArn: mapping.queueArn,
    FunctionArn: functionArn(cloud, mapping.functionName, mapping.qualifier),
    EventSourceMappingArn: mappingArn(cloud, mapping.uuid),
    LastModified: new Date(mapping.modifiedAt),
    State: state,
    StateTransitionReason: "USER_INITIATED",
    FunctionResponseTypes: mapping.reportsItemFailures ? ["ReportBatchItemFailures"] : [],
    ...(mapping.filters.length > 0 && {
      FilterCriteria: { Filters: mapping.filters.map((Pattern) => ({ Pattern })) },
    }),
    ...(mapping.maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency },
    }),
  };
}
