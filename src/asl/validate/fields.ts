import type { QueryLanguage, StateType } from "../definition.ts";
import * as must from "./field-checks.ts";
import type { FieldCheck } from "./field-checks.ts";

/** The fields of one kind of object; what is in neither list is refused. */
export interface Fields {
  readonly required: Readonly<Record<string, FieldCheck>>;
  readonly optional: Readonly<Record<string, FieldCheck>>;
  /** What the other query language has in such an object and this one has not. */
  readonly foreign?: { readonly language: QueryLanguage; readonly names: ReadonlySet<string> };
}

/** What every state may say, whatever its language. */
export const common = { Type: must.text, Comment: must.text, QueryLanguage: must.queryLanguage };
export const flow = { Next: must.nonEmptyText, End: must.onlyTrue };
export const assign = { Assign: must.record };
const output = { Output: must.anyJson };
// Recorded on AWS: neither needs to have anything in it.
export const errorHandling = { Retry: must.anyList, Catch: must.anyList };

export const definitionFields: Fields = {
  required: { States: must.record, StartAt: must.nonEmptyText },
  optional: {
    Comment: must.text,
    QueryLanguage: must.queryLanguage,
    TimeoutSeconds: must.positiveSeconds,
    Version: must.text,
  },
};

export const branchFields: Fields = {
  required: { States: must.record, StartAt: must.nonEmptyText },
  optional: { Comment: must.text },
};

export const itemProcessorFields: Fields = {
  required: branchFields.required,
  optional: { ...branchFields.optional, ProcessorConfig: must.record },
};

export const inlineConfigFields: Fields = { required: {}, optional: { Mode: must.oneOf("INLINE") } };

export const distributedConfigFields: Fields = {
  required: { Mode: must.oneOf("DISTRIBUTED"), ExecutionType: must.oneOf("STANDARD", "EXPRESS") },
  optional: {},
};

const itemReaderFields: Fields = {
  required: { Resource: must.nonEmptyText },
  optional: { Arguments: must.anyJson, ReaderConfig: must.record },
};

/** How a file of items is read, whatever the language. */
export const readerFormat = {
  InputType: must.oneOf("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"),
  ManifestType: must.oneOf("ATHENA_DATA", "S3_INVENTORY"),
  Transformation: must.oneOf("NONE", "LOAD_AND_FLATTEN"),
  ItemsPointer: must.text,
  CSVHeaderLocation: must.oneOf("FIRST_ROW", "GIVEN"),
  CSVHeaders: must.nameList,
  CSVDelimiter: must.oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"),
};

const readerConfigFields: Fields = {
  required: {},
  optional: { ...readerFormat, MaxItems: must.orExpression(must.itemCount) },
};

const itemBatcherFields: Fields = {
  required: {},
  optional: {
    MaxItemsPerBatch: must.orExpression(must.count),
    MaxInputBytesPerBatch: must.orExpression(must.count),
    BatchInput: must.anyJson,
  },
};

/** Where results are written, and how; one of both is enough. */
export const resultWriting = { Resource: must.nonEmptyText, WriterConfig: must.record };

const resultWriterFields: Fields = { required: {}, optional: { ...resultWriting, Arguments: must.anyJson } };

export const writerConfigFields: Fields = {
  required: {},
  optional: {
    Transformation: must.oneOf("NONE", "COMPACT", "FLATTEN"),
    OutputType: must.oneOf("JSON", "JSONL"),
  },
};

/** What each state type may say in JSONata mode. */
const stateFields: Readonly<Record<StateType, Fields>> = {
  Task: {
    required: { Resource: must.nonEmptyText },
    optional: {
      ...common,
      ...flow,
      ...assign,
      ...output,
      ...errorHandling,
      Arguments: must.anyJson,
      TimeoutSeconds: must.orExpression(must.positiveSeconds),
      HeartbeatSeconds: must.orExpression(must.positiveSeconds),
      Credentials: must.anyJson,
    },
  },
  Pass: { required: {}, optional: { ...common, ...flow, ...assign, ...output } },
  Choice: {
    required: { Choices: must.list },
    optional: { ...common, ...assign, ...output, Default: must.nonEmptyText },
  },
  Wait: {
    required: {},
    optional: {
      ...common,
      ...flow,
      ...assign,
      ...output,
      Seconds: must.orExpression(must.seconds),
      Timestamp: must.orExpression(must.timestamp),
    },
  },
  Parallel: {
    required: { Branches: must.list },
    optional: { ...common, ...flow, ...assign, ...output, ...errorHandling, Arguments: must.anyJson },
  },
  Map: {
    required: { ItemProcessor: must.record },
    optional: {
      ...common,
      ...flow,
      ...assign,
      ...output,
      ...errorHandling,
      Items: must.items,
      ItemSelector: must.anyJson,
      MaxConcurrency: must.orExpression(must.count),
      ItemReader: must.record,
      ItemBatcher: must.record,
      ResultWriter: must.record,
      ToleratedFailureCount: must.orExpression(must.count),
      ToleratedFailurePercentage: must.orExpression(must.percentage),
      Label: must.text,
    },
  },
  Succeed: { required: {}, optional: { ...common, ...output } },
  Fail: { required: {}, optional: { ...common, Error: must.text, Cause: must.text } },
};

const choiceRuleFields: Fields = {
  required: { Condition: must.condition, Next: must.nonEmptyText },
  optional: { ...assign, ...output, Comment: must.text },
};

export const retrierFields: Fields = {
  required: { ErrorEquals: must.errorNameList },
  optional: {
    IntervalSeconds: must.positiveSeconds,
    MaxAttempts: must.attempts,
    BackoffRate: must.backoffRate,
    MaxDelaySeconds: must.delaySeconds,
    JitterStrategy: must.oneOf("FULL", "NONE"),
    Comment: must.text,
  },
};

const catcherFields: Fields = {
  required: { ErrorEquals: must.errorNameList, Next: must.nonEmptyText },
  optional: { ...assign, ...output, Comment: must.text },
};

/** What the parts of a definition may say in one query language. */
export interface LanguageFields {
  readonly states: Readonly<Record<StateType, Fields>>;
  readonly choiceRule: Fields;
  readonly catcher: Fields;
  readonly itemReader: Fields;
  readonly readerConfig: Fields;
  readonly itemBatcher: Fields;
  readonly resultWriter: Fields;
}

export const jsonataFields: LanguageFields = {
  states: stateFields,
  choiceRule: choiceRuleFields,
  catcher: catcherFields,
  itemReader: itemReaderFields,
  readerConfig: readerConfigFields,
  itemBatcher: itemBatcherFields,
  resultWriter: resultWriterFields,
};
