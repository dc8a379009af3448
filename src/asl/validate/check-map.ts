import type { AslFinding } from "../finding.ts";
import { atMostOne, withPath } from "./check-exclusive.ts";
import { checkFields, schema } from "./check-fields.ts";
import { distributedConfigFields, inlineConfigFields, itemProcessorFields, writerConfigFields } from "./fields.ts";
import type { Fields, LanguageFields } from "./fields.ts";
import { isRecord } from "./json-record.ts";
import type { JsonRecord } from "./json-record.ts";

/** Fields that only a Map whose iterations are child executions can have. */
const distributedFields = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];

/** Checks what a Map state has beside its states: how it runs, where items come from and where results go. */
export function checkMap(state: JsonRecord, fields: LanguageFields, location: string): AslFinding[] {
  return [
    ...checkProcessor(state, location),
    ...checkReader(state, fields, location),
    ...checkBatcher(state.ItemBatcher, fields.itemBatcher, `${location}/ItemBatcher`),
    ...checkWriter(state.ResultWriter, fields.resultWriter, `${location}/ResultWriter`),
  ];
}

function checkProcessor(state: JsonRecord, location: string): AslFinding[] {
  // Older definitions say Iterator.
  const field = "Iterator" in state ? "Iterator" : "ItemProcessor";
  const processor = state[field];
  if (!isRecord(processor)) return [];
  const { ProcessorConfig: config } = processor;
  const isDistributed = isRecord(config) && config.Mode === "DISTRIBUTED";
  const misplaced = isDistributed ? [] : distributedFields.filter((name) => name in state);
  const place = `${location}/${field}`;
  return [
    ...checkFields(processor, itemProcessorFields, place),
    ...checkObject(config, isDistributed ? distributedConfigFields : inlineConfigFields, `${place}/ProcessorConfig`),
    ...misplaced.map((name) => schema(location, `Field '${name}' is only supported in Mode 'DISTRIBUTED'`)),
  ];
}

function checkReader(state: JsonRecord, fields: LanguageFields, location: string): AslFinding[] {
  const { ItemReader: reader } = state;
  if (!isRecord(reader)) return [];
  const place = `${location}/ItemReader`;
  const sources = ["Items", "ItemsPath"].map((field) => ["ItemReader", field]);
  const { ReaderConfig: config } = reader;
  return [
    ...atMostOne(state, sources, location),
    ...checkFields(reader, fields.itemReader, place),
    ...checkObject(config, fields.readerConfig, `${place}/ReaderConfig`),
    ...(isRecord(config) ? atMostOne(config, withPath("MaxItems"), `${place}/ReaderConfig`) : []),
  ];
}

function checkBatcher(batcher: unknown, fields: Fields, location: string): AslFinding[] {
  if (!isRecord(batcher)) return [];
  const limits = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"];
  const unlimited = limits.some((field) => field in batcher || `${field}Path` in batcher)
    ? []
    : [schema(location, `At least one of these fields is required: [${limits.join(", ")}]`)];
  return [
    ...unlimited,
    ...atMostOne(batcher, withPath(...limits), location),
    ...checkFields(batcher, fields, location),
  ];
}

function checkWriter(writer: unknown, fields: Fields, location: string): AslFinding[] {
  if (!isRecord(writer)) return [];
  const fitting = ["Resource", "WriterConfig"].some((field) => field in writer)
    ? []
    : [schema(location, "At least one of these fields is required: [Resource, WriterConfig]")];
  const { WriterConfig: config } = writer;
  return [
    ...fitting,
    ...checkFields(writer, fields, location),
    ...checkObject(config, writerConfigFields, `${location}/WriterConfig`),
  ];
}

function checkObject(value: unknown, fields: Fields, location: string): AslFinding[] {
  return isRecord(value) ? checkFields(value, fields, location) : [];
}
