import * as must from "./field-checks.ts";
import { assign, common, errorHandling, flow, readerFormat, resultWriting } from "./fields.ts";
import type { Fields, LanguageFields } from "./fields.ts";

const inAndOut = { InputPath: must.pathOrNull, OutputPath: must.pathOrNull };
const result = { ResultPath: must.referencePathOrNull };
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
    ItemsPath: must.referencePath,
    ItemSelector: must.anyJson,
    MaxConcurrency: must.count,
    MaxConcurrencyPath: must.referencePath,
    ItemReader: must.record,
    ItemBatcher: must.record,
    ResultWriter: must.record,
    ToleratedFailureCount: must.count,
    ToleratedFailureCountPath: must.referencePath,
    ToleratedFailurePercentage: must.percentage,
    ToleratedFailurePercentagePath: must.referencePath,
    Label: must.text,
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
        TimeoutSeconds: must.positiveSeconds,
        TimeoutSecondsPath: must.referencePath,
        HeartbeatSeconds: must.positiveSeconds,
        HeartbeatSecondsPath: must.referencePath,
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
        Seconds: must.seconds,
        SecondsPath: must.referencePath,
        Timestamp: must.timestamp,
        TimestampPath: must.referencePath,
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
    optional: { ...readerFormat, MaxItems: must.itemCount, MaxItemsPath: must.referencePath },
  },
  itemBatcher: {
    required: {},
    optional: {
      MaxItemsPerBatch: must.count,
      MaxItemsPerBatchPath: must.referencePath,
      MaxInputBytesPerBatch: must.count,
      MaxInputBytesPerBatchPath: must.referencePath,
      BatchInput: must.anyJson,
    },
  },
  resultWriter: { required: {}, optional: { ...resultWriting, Parameters: must.anyJson } },
};
