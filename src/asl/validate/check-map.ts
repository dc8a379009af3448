import type { AslFinding } from "../finding.ts";
import { checkFields, schema } from "./check-fields.ts";
import {
  distributedConfigFields,
  type Fields,
  inlineConfigFields,
  itemBatcherFields,
  itemProcessorFields,
  itemReaderFields,
  readerConfigFields,
  resultWriterFields,
} from "./fields.ts";
import { isRecord } from "./json-record.ts";
import type { JsonRecord } from "./json-record.ts";

/** Fields that only a Map whose iterations are child executions can have. */
const distributedFields = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];

/** Checks what a Map state has beside its states: how it runs, where items come from and where results go. */
export function checkMap(state: JsonRecord, location: string): AslFinding[] {
  return [
    ...checkProcessor(state, location),
    ...checkReader(state, location),
    ...checkBatcher(state.ItemBatcher, `${location}/ItemBatcher`),
    ...checkObject(state.ResultWriter, resultWriterFields, `${location}/ResultWriter`),
  ];
}

function checkProcessor({ ItemProcessor: processor, ...state }: JsonRecord, location: string): AslFinding[] {
  if (!isRecord(processor)) return [];
  const { ProcessorConfig: config } = processor;
  const isDistributed = isRecord(config) && config.Mode === "DISTRIBUTED";
  const misplaced = isDistributed ? [] : distributedFields.filter((field) => field in state);
  const place = `${location}/ItemProcessor`;
  return [
    ...checkFields(processor, itemProcessorFields, place),
    ...checkObject(config, isDistributed ? distributedConfigFields : inlineConfigFields, `${place}/ProcessorConfig`),
    ...misplaced.map((field) => schema(`${location}/${field}`, "Field is only supported in Mode 'DISTRIBUTED'")),
  ];
}

function checkReader({ ItemReader: reader, Items: items }: JsonRecord, location: string): AslFinding[] {
  if (!isRecord(reader)) return [];
  const place = `${location}/ItemReader`;
  const both =
    items === undefined ? [] : [schema(location, "Only one of these fields is allowed: [ItemReader, Items]")];
  return [
    ...both,
    ...checkFields(reader, itemReaderFields, place),
    ...checkObject(reader.ReaderConfig, readerConfigFields, `${place}/ReaderConfig`),
  ];
}

function checkBatcher(batcher: unknown, location: string): AslFinding[] {
  if (!isRecord(batcher)) return [];
  const limits = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"];
  const unlimited = limits.some((field) => field in batcher)
    ? []
    : [schema(location, `At least one of these fields is required: [${limits.join(", ")}]`)];
  return [...unlimited, ...checkFields(batcher, itemBatcherFields, location)];
}

function checkObject(value: unknown, fields: Fields, location: string): AslFinding[] {
  return isRecord(value) ? checkFields(value, fields, location) : [];
}
