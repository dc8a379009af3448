import type { ItemBatcher, JsonataTemplate, MapState, TaskState } from "#asl";
import type { DistributedMap, MapEffect } from "../ir/ir.ts";
import { object, path, states } from "../jsonata/build.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { substitute } from "../jsonata/substitute.ts";
import type { RegionEmitter, Values } from "./emit-region.ts";
import { emitTemplate } from "./template.ts";

export interface MapPlace {
  /** What is put in place of variables where the state is the first. */
  readonly values: Values;
  /** Where control goes from the state. */
  readonly rest: Pick<TaskState, "Assign" | "Output" | "Next" | "End" | "Catch">;
  /** The state's name. */
  readonly name: string;
}

/** Emits a Map state. */
export function emitMap(effect: MapEffect, place: MapPlace, emitter: RegionEmitter): MapState {
  const { items, body, concurrency, distributed } = effect;
  const { values, rest } = place;
  const template = (node: JsonataNode): JsonataTemplate => emitTemplate(substitute(node, values));
  const selector = selectorOf(effect);
  return {
    Type: "Map",
    ...(items === undefined ? {} : { Items: template(items) }),
    ...(distributed === undefined ? {} : emitReader(distributed, template)),
    ...(selector === undefined ? {} : { ItemSelector: template(selector) }),
    ...(distributed === undefined ? {} : emitBatcher(distributed, template)),
    ...(concurrency === undefined ? {} : { MaxConcurrency: concurrency }),
    ...(distributed === undefined ? {} : emitTolerated(distributed)),
    ...(distributed === undefined ? {} : { Label: emitter.label(place.name) }),
    ItemProcessor: {
      ProcessorConfig:
        distributed === undefined
          ? { Mode: "INLINE" }
          : { Mode: "DISTRIBUTED", ExecutionType: distributed.executionType },
      ...emitter.nested(body),
    },
    ...(distributed === undefined ? {} : emitWriter(distributed, template)),
    ...rest,
  };
}

type Template = (node: JsonataNode) => JsonataTemplate;

/** What an iteration gets in place of the item: its index too, and what it reads of variables around it. */
function selectorOf({ indexed, distributed }: MapEffect): JsonataNode | undefined {
  const isBatch = distributed?.batchSize !== undefined;
  const outer = isBatch ? [] : (distributed?.captured ?? []);
  if (!indexed && outer.length === 0) return undefined;
  const item = path(states("context"), "Map", "Item");
  return object([
    ["item", path(item, "Value")],
    ...(indexed ? [["index", path(item, "Index")] as const] : []),
    ...(outer.length === 0 ? [] : [["outer", capturedObject(outer)] as const]),
  ]);
}

function capturedObject(captured: DistributedMap["captured"]): JsonataNode {
  return object(captured.map(({ name, value }) => [name, value] as const));
}

function emitReader({ reader }: DistributedMap, template: Template): Pick<MapState, "ItemReader"> {
  if (reader === undefined) return {};
  const { resource, arguments: place, config } = reader;
  const isDefault = Object.keys(config).length === 0;
  return {
    ItemReader: { Resource: resource, ...(isDefault ? {} : { ReaderConfig: config }), Arguments: template(place) },
  };
}

function emitBatcher({ batchSize, captured }: DistributedMap, template: Template): Pick<MapState, "ItemBatcher"> {
  if (batchSize === undefined) return {};
  const batcher: ItemBatcher = { MaxItemsPerBatch: batchSize };
  return {
    ItemBatcher: captured.length === 0 ? batcher : { ...batcher, BatchInput: template(capturedObject(captured)) },
  };
}

function emitTolerated(map: DistributedMap): Pick<MapState, "ToleratedFailureCount" | "ToleratedFailurePercentage"> {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = map;
  return {
    ...(count === undefined ? {} : { ToleratedFailureCount: count }),
    ...(percentage === undefined ? {} : { ToleratedFailurePercentage: percentage }),
  };
}

function emitWriter({ writer }: DistributedMap, template: Template): Pick<MapState, "ResultWriter"> {
  return writer === undefined
    ? {}
    : { ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Arguments: template(writer) } };
}
