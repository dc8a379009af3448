import type { Json, MapState, ReaderConfig, ResultWriter } from "#asl";
import { effectiveInput, fillTemplate, jsonPathFailure, numberField } from "../core/json-path-fields.ts";
import type { Run } from "../core/run.ts";
import type { Batcher, MapRunSettings, MapRunWriter } from "../core/snapshot.ts";
import type { ItemReading } from "../types.ts";
import { concurrencyAt, itemsAt } from "./map.ts";

// What a distributed Map in JSONPath needs to know before its run begins.

/** Items that are there or are to be read, and how the run is to go on. */
export interface MapRunPreparation {
  readonly items: readonly Json[];
  readonly reading: MapRunReading | undefined;
  readonly settings: MapRunSettings;
}

export interface MapRunReading {
  readonly resource: string;
  readonly arguments: Json;
  readonly itemReader: ItemReading;
}

/** Recorded on AWS: the Map has started once its items are found; what else cannot be evaluated fails it after that. */
export function jsonPathPreparation(
  run: Run,
  threadId: string,
  state: MapState,
  recordStarted: (run: Run, threadId: string, items: readonly Json[]) => void,
): MapRunPreparation {
  const items = state.ItemReader === undefined ? itemsAt(run, threadId, state) : [];
  const maxConcurrency = concurrencyAt(run, threadId, state);
  recordStarted(run, threadId, items);
  const input = effectiveInput(run, threadId, state);
  const reading = readingOf(run, threadId, state, input);
  const settings = settingsOf(run, threadId, { state, input, maxConcurrency });
  return { items, reading, settings };
}

function readingOf(run: Run, threadId: string, state: MapState, input: Json): MapRunReading | undefined {
  if (state.ItemReader === undefined) return undefined;
  const { Resource: resource, Parameters: parameters, ReaderConfig: config = {} } = state.ItemReader;
  const place = parameters === undefined ? {} : fillTemplate(run, threadId, parameters, input);
  const number = { field: "MaxItems", value: config.MaxItems, path: config.MaxItemsPath, document: input } as const;
  const maxItems = numberField(run, threadId, { ...number, kind: "integer" }) ?? 0;
  return { resource, arguments: place, itemReader: itemReading(config, maxItems) };
}

export function itemReading(config: ReaderConfig, maxItems: number): ItemReading {
  const { InputType: inputType, ManifestType: manifest = inputType === "MANIFEST" ? "S3_INVENTORY" : undefined } =
    config;
  return {
    ...(inputType === undefined || inputType === "MANIFEST" ? {} : { inputType }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(config.Transformation === "LOAD_AND_FLATTEN" ? { flattens: true } : {}),
    ...(config.ItemsPointer === undefined ? {} : { itemsPointer: config.ItemsPointer }),
    ...(config.CSVHeaderLocation === "GIVEN" ? { csvHeaders: config.CSVHeaders ?? [] } : {}),
    csvDelimiter: config.CSVDelimiter ?? "COMMA",
    maxItems,
  };
}

/** AWS: without a place the results are previewed as they would be compacted. */
export function writing({ Resource: resource, WriterConfig: config = {} }: ResultWriter, place: Json): MapRunWriter {
  const isExported = resource !== undefined;
  const { Transformation: transformation = isExported ? "NONE" : "COMPACT" } = config;
  return {
    resource: resource ?? "",
    isExported,
    arguments: place,
    format: { transformation, outputType: config.OutputType ?? "JSON" },
  };
}

function settingsOf(
  run: Run,
  threadId: string,
  { state, input, maxConcurrency }: { readonly state: MapState; readonly input: Json; readonly maxConcurrency: number },
): MapRunSettings {
  const count = numberField(run, threadId, {
    field: "ToleratedFailureCount",
    value: state.ToleratedFailureCount,
    path: state.ToleratedFailureCountPath,
    document: input,
    kind: "integer",
  });
  const percentage = numberField(run, threadId, {
    field: "ToleratedFailurePercentage",
    value: state.ToleratedFailurePercentage,
    path: state.ToleratedFailurePercentagePath,
    document: input,
    kind: "float",
  });
  checkPercentage(run, threadId, percentage);
  const { ResultWriter: writer } = state;
  const parameters = writer?.Parameters;
  const place = parameters === undefined ? {} : fillTemplate(run, threadId, parameters, input);
  return {
    maxConcurrency,
    tolerated: { ...(count === undefined ? {} : { count }), ...(percentage === undefined ? {} : { percentage }) },
    batcher: batcherOf(run, threadId, state, input),
    ...(writer === undefined ? {} : { writer: writing(writer, place) }),
  };
}

function batcherOf(run: Run, threadId: string, { ItemBatcher }: MapState, input: Json): Batcher | undefined {
  if (ItemBatcher === undefined) return undefined;
  const limit = (field: "MaxItemsPerBatch" | "MaxInputBytesPerBatch"): number | undefined =>
    numberField(run, threadId, {
      field,
      value: ItemBatcher[field],
      path: ItemBatcher[`${field}Path`],
      document: input,
      kind: "integer",
    });
  const { BatchInput: template } = ItemBatcher;
  return {
    maxItems: limit("MaxItemsPerBatch"),
    maxBytes: limit("MaxInputBytesPerBatch"),
    ...(template === undefined ? {} : { input: fillTemplate(run, threadId, template, input) }),
  };
}

export function checkPercentage(run: Run, threadId: string, percentage: number | undefined): void {
  if (percentage === undefined || (percentage >= 0 && percentage <= 100)) return;
  throw jsonPathFailure(run, threadId, "ToleratedFailurePercentage must be between 0 and 100.");
}
