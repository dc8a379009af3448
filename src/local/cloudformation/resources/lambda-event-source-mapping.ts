import type { JsonObject } from "../json-value.ts";
import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";
import { tagChanges, tagMap, type Tag } from "./tag-changes.ts";

interface MappingProperties {
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly Enabled?: boolean | string;
  readonly BatchSize?: number | string;
  readonly MaximumBatchingWindowInSeconds?: number | string;
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string | JsonObject }[] };
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number | string };
  readonly StartingPosition?: string;
  readonly BisectBatchOnFunctionError?: boolean | string;
  readonly MaximumRetryAttempts?: number | string;
  readonly MaximumRecordAgeInSeconds?: number | string;
  readonly ParallelizationFactor?: number | string;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
  readonly Tags?: readonly Tag[];
}

interface Mapping {
  readonly UUID: string;
  readonly EventSourceMappingArn: string;
}

export const lambdaEventSourceMapping = defineResourceType<MappingProperties>({
  name: "AWS::Lambda::EventSourceMapping",
  properties: {
    EventSourceArn: "replace",
    FunctionName: "update",
    Enabled: "update",
    BatchSize: "update",
    MaximumBatchingWindowInSeconds: "update",
    "FilterCriteria.Filters.Pattern": "update",
    FunctionResponseTypes: "update",
    "ScalingConfig.MaximumConcurrency": "update",
    StartingPosition: "replace",
    BisectBatchOnFunctionError: "update",
    MaximumRetryAttempts: "update",
    MaximumRecordAgeInSeconds: "update",
    ParallelizationFactor: "update",
    "DestinationConfig.OnFailure.Destination": "update",
    Tags: "update",
  },
  required: ["EventSourceArn", "FunctionName"],
  attributes: ["EventSourceMappingArn", "Id"],
  tags: "list",
  async create(properties, context) {
    const mapping = await context.call<Mapping>("lambda", "CreateEventSourceMapping", {
      EventSourceArn: properties.EventSourceArn,
      ...(properties.StartingPosition !== undefined && { StartingPosition: properties.StartingPosition }),
      ...settingsOf(properties),
      ...(properties.Tags && { Tags: tagMap(properties.Tags) }),
    });
    context.exists(mapping.UUID);
    return stateOf(mapping);
  },
  async update(properties, existing, { call }) {
    // What left the template goes back to its default, which an update that does not name it would keep.
    const defaults = {
      Enabled: true,
      BatchSize: isStream(properties) ? 100 : 10,
      MaximumBatchingWindowInSeconds: 0,
      FilterCriteria: { Filters: [] },
      FunctionResponseTypes: [],
      ScalingConfig: {},
      ...(isStream(properties) && {
        BisectBatchOnFunctionError: false,
        MaximumRetryAttempts: -1,
        MaximumRecordAgeInSeconds: -1,
        ParallelizationFactor: 1,
        DestinationConfig: { OnFailure: {} },
      }),
    };
    const mapping = await call<Mapping>("lambda", "UpdateEventSourceMapping", {
      UUID: existing.physicalId,
      ...defaults,
      ...settingsOf(properties),
    });
    const { set, removedKeys } = tagChanges(existing.properties.Tags, properties.Tags);
    const Resource = mapping.EventSourceMappingArn;
    if (removedKeys.length > 0) await call("lambda", "UntagResource", { Resource, TagKeys: removedKeys });
    if (set.length > 0) await call("lambda", "TagResource", { Resource, Tags: tagMap(set) });
    return stateOf(mapping);
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("lambda", "DeleteEventSourceMapping", { UUID: physicalId }));
  },
});

const isStream = ({ EventSourceArn }: MappingProperties): boolean => EventSourceArn.startsWith("arn:aws:dynamodb:");

const numeric = ["MaximumRetryAttempts", "MaximumRecordAgeInSeconds", "ParallelizationFactor"] as const;

function streamSettingsOf(properties: MappingProperties): object {
  const { BisectBatchOnFunctionError: bisects, DestinationConfig } = properties;
  const numbers = numeric.flatMap((name) => (properties[name] === undefined ? [] : [[name, Number(properties[name])]]));
  return {
    ...(Object.fromEntries(numbers) as Readonly<Record<string, number>>),
    ...(bisects !== undefined && { BisectBatchOnFunctionError: isTrue(bisects) }),
    ...(DestinationConfig && { DestinationConfig }),
  };
}

function settingsOf(properties: MappingProperties): object {
  const { FunctionName, Enabled, BatchSize, MaximumBatchingWindowInSeconds: seconds } = properties;
  const { FilterCriteria, FunctionResponseTypes, ScalingConfig } = properties;
  const concurrency = ScalingConfig?.MaximumConcurrency;
  return {
    FunctionName,
    ...streamSettingsOf(properties),
    ...(Enabled !== undefined && { Enabled: isTrue(Enabled) }),
    ...(BatchSize !== undefined && { BatchSize: Number(BatchSize) }),
    ...(seconds !== undefined && { MaximumBatchingWindowInSeconds: Number(seconds) }),
    ...(FilterCriteria && {
      FilterCriteria: {
        Filters: (FilterCriteria.Filters ?? []).map(({ Pattern }) => ({
          Pattern: typeof Pattern === "object" ? JSON.stringify(Pattern) : Pattern,
        })),
      },
    }),
    ...(FunctionResponseTypes && { FunctionResponseTypes }),
    ...(concurrency !== undefined && { ScalingConfig: { MaximumConcurrency: Number(concurrency) } }),
  };
}

function stateOf({ UUID, EventSourceMappingArn }: Mapping) {
  return { physicalId: UUID, attributes: { Id: UUID, EventSourceMappingArn } };
}
