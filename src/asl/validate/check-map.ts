import type { AslFinding } from "../finding.ts";
import { checkFields, schema } from "./check-fields.ts";
import { distributedConfigFields, inlineConfigFields, itemProcessorFields } from "./fields.ts";
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
    ...checkObject(state.ResultWriter, fields.resultWriter, `${location}/ResultWriter`),
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
    ...misplaced.map((name) => schema(`${location}/${name}`, "Field is only supported in Mode 'DISTRIBUTED'")),
  ];
}

function checkReader(state: JsonRecord, fields: LanguageFields, location: string): AslFinding[] {
  const { ItemReader: reader } = state;
  if (!isRecord(reader)) return [];
  const place = `${location}/ItemReader`;
  const both = ["Items", "ItemsPath"]
    .filter((field) => field in state)
    .map((field) => schema(location, `Only one of these fields is allowed: [ItemReader, ${field}]`));
  return [
    ...both,
    ...checkFields(reader, fields.itemReader, place),
    ...checkObject(reader.ReaderConfig, fields.readerConfig, `${place}/ReaderConfig`),
  ];
}

function checkBatcher(batcher: unknown, fields: Fields, location: string): AslFinding[] {
  if (!isRecord(batcher)) return [];
  const limits = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"];
  const unlimited = limits.some((field) => field in batcher || `${field}Path` in batcher)
    ? []
    : [schema(location, `At least one of these fields is required: [${limits.join(", ")}]`)];
  return [...unlimited, ...checkFields(batcher, fields, location)];
}

function checkObject(value: unknown, fields: Fields, location: string): AslFinding[] {
  return isRecord(value) ? checkFields(value, fields, location) : [];
}
