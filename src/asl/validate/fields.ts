import type { StateType } from "../definition.ts";
import * as must from "./field-checks.ts";
import type { FieldCheck } from "./field-checks.ts";

/** The fields of one kind of object; what is in neither list is refused. */
export interface Fields {
  readonly required: Readonly<Record<string, FieldCheck>>;
  readonly optional: Readonly<Record<string, FieldCheck>>;
}

/** What every state may say, whatever its language. */
export const common = { Type: must.text, Comment: must.text, QueryLanguage: must.jsonataMode };
export const flow = { Next: must.nonEmptyText, End: must.onlyTrue };
export const assign = { Assign: must.record };
const output = { Output: must.anyJson };
// Recorded on AWS: neither needs to have anything in it.
export const errorHandling = { Retry: must.anyList, Catch: must.anyList };

export const definitionFields: Fields = {
  required: { States: must.record, StartAt: must.nonEmptyText },
  optional: {
    Comment: must.text,
    QueryLanguage: must.jsonataMode,
    TimeoutSeconds: must.positive,
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
  InputType: must.oneOf("CSV", "JSON", "JSONL"),
  CSVHeaderLocation: must.oneOf("FIRST_ROW", "GIVEN"),
  CSVHeaders: must.nameList,
  CSVDelimiter: must.oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"),
};

const readerConfigFields: Fields = {
  required: {},
  optional: { ...readerFormat, MaxItems: must.countOrExpression },
};

const itemBatcherFields: Fields = {
  required: {},
  optional: {
    MaxItemsPerBatch: must.positiveOrExpression,
    MaxInputBytesPerBatch: must.positiveOrExpression,
    BatchInput: must.anyJson,
  },
};

const resultWriterFields: Fields = {
  required: { Resource: must.nonEmptyText },
  optional: { Arguments: must.anyJson },
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
      TimeoutSeconds: must.positiveOrExpression,
      HeartbeatSeconds: must.positiveOrExpression,
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
    optional: { ...common, ...flow, ...assign, ...output, Seconds: must.countOrExpression, Timestamp: must.text },
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
      Items: must.listOrExpression,
      ItemSelector: must.anyJson,
      MaxConcurrency: must.countOrExpression,
      ItemReader: must.record,
      ItemBatcher: must.record,
      ResultWriter: must.record,
      ToleratedFailureCount: must.countOrExpression,
      ToleratedFailurePercentage: must.percentageOrExpression,
      Label: must.label,
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
    IntervalSeconds: must.positive,
    MaxAttempts: must.count,
    BackoffRate: must.backoffRate,
    MaxDelaySeconds: must.positive,
    JitterStrategy: must.jitterStrategy,
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
