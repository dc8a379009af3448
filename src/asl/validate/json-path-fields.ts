import * as must from "./field-checks.ts";
import { assign, common, errorHandling, type Fields, flow, type LanguageFields, readerFormat } from "./fields.ts";

const inAndOut = { InputPath: must.pathOrNull, OutputPath: must.pathOrNull };
const result = { ResultPath: must.pathOrNull };
const task = { Parameters: must.anyJson, ResultSelector: must.record, ...result };
const everywhere = { ...common, ...flow, ...assign, ...inAndOut };

const map: Fields = {
  required: {},
  optional: {
    ...everywhere,
    ...task,
    ...errorHandling,
    ItemProcessor: must.record,
    Iterator: must.record,
    ItemsPath: must.path,
    ItemSelector: must.anyJson,
    MaxConcurrency: must.count,
    MaxConcurrencyPath: must.path,
    ItemReader: must.record,
    ItemBatcher: must.record,
    ResultWriter: must.record,
    ToleratedFailureCount: must.count,
    ToleratedFailureCountPath: must.path,
    ToleratedFailurePercentage: must.percentage,
    ToleratedFailurePercentagePath: must.path,
    Label: must.label,
  },
};

/** What the parts of a definition may say in JSONPath mode. */
export const jsonPathFields: LanguageFields = {
  states: {
    Task: {
      required: { Resource: must.nonEmptyText },
      optional: {
        ...everywhere,
        ...task,
        ...errorHandling,
        TimeoutSeconds: must.positive,
        TimeoutSecondsPath: must.path,
        HeartbeatSeconds: must.positive,
        HeartbeatSecondsPath: must.path,
        Credentials: must.record,
      },
    },
    Pass: { required: {}, optional: { ...everywhere, ...result, Parameters: must.anyJson, Result: must.anyJson } },
    Choice: {
      required: { Choices: must.list },
      optional: { ...common, ...assign, ...inAndOut, Default: must.nonEmptyText },
    },
    Wait: {
      required: {},
      optional: {
        ...everywhere,
        Seconds: must.count,
        SecondsPath: must.path,
        Timestamp: must.text,
        TimestampPath: must.path,
      },
    },
    Parallel: { required: { Branches: must.list }, optional: { ...everywhere, ...task, ...errorHandling } },
    Map: map,
    Succeed: { required: {}, optional: { ...common, ...inAndOut } },
    Fail: {
      required: {},
      optional: {
        ...common,
        Error: must.text,
        ErrorPath: must.pathOrFunction,
        Cause: must.text,
        CausePath: must.pathOrFunction,
      },
    },
  },
  choiceRule: { required: { Next: must.nonEmptyText }, optional: { ...assign, Comment: must.text } },
  catcher: {
    required: { ErrorEquals: must.errorNameList, Next: must.nonEmptyText },
    optional: { ...assign, ...result, Comment: must.text },
  },
  itemReader: {
    required: { Resource: must.nonEmptyText },
    optional: { Parameters: must.anyJson, ReaderConfig: must.record },
  },
  readerConfig: {
    required: {},
    optional: { ...readerFormat, MaxItems: must.count, MaxItemsPath: must.path },
  },
  itemBatcher: {
    required: {},
    optional: {
      MaxItemsPerBatch: must.positive,
      MaxItemsPerBatchPath: must.path,
      MaxInputBytesPerBatch: must.positive,
      MaxInputBytesPerBatchPath: must.path,
      BatchInput: must.anyJson,
    },
  },
  resultWriter: { required: { Resource: must.nonEmptyText }, optional: { Parameters: must.anyJson } },
};
