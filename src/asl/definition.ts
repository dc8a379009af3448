import type { Json } from "./json.ts";

// The Amazon States Language as https://states-language.net/spec.html defines it, in both query languages. Which fields a
// state may have depends on its language; the validator checks it.

/** JSON in which every string of the form `{% … %}` is evaluated as JSONata. */
export type JsonataTemplate = Json;

/** One JSONata expression, written `{% … %}`. */
export type JsonataExpression = string;

/** A JSONPath: `$.order.id` of the input, `$$.Execution.Id` of the context object, `$name` of a variable. */
export type Path = string;

/** JSON in which a key that ends in `.$` holds a path or an intrinsic function. */
export type PayloadTemplate = Json;

export type QueryLanguage = "JSONata" | "JSONPath";

/** A complete state machine definition. */
export interface Definition {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
  readonly Version?: string;
}

/** The states inside a Parallel branch or a Map's ItemProcessor. */
export interface Branch {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface ItemProcessor extends Branch {
  readonly ProcessorConfig?: ProcessorConfig;
}

/** Where iterations run: inside the execution, or each as a child execution of its own. */
export type ProcessorConfig =
  | { readonly Mode?: "INLINE" }
  | { readonly Mode: "DISTRIBUTED"; readonly ExecutionType: "STANDARD" | "EXPRESS" };

/** Where a distributed Map reads its items. */
export interface ItemReader {
  /** `arn:aws:states:::s3:getObject` for what one object holds, `arn:aws:states:::s3:listObjectsV2` for the objects of a bucket. */
  readonly Resource: string;
  readonly Arguments?: JsonataTemplate;
  readonly Parameters?: PayloadTemplate;
  readonly ReaderConfig?: ReaderConfig;
}

export interface ReaderConfig {
  readonly InputType?: "CSV" | "JSON" | "JSONL" | "PARQUET" | "MANIFEST";
  /** Of a listing: whether its items are the objects, or what they hold. @default "NONE" */
  readonly Transformation?: "NONE" | "LOAD_AND_FLATTEN";
  /** The object is a manifest, which names the objects to read. @default "S3_INVENTORY" where InputType is MANIFEST */
  readonly ManifestType?: "ATHENA_DATA" | "S3_INVENTORY";
  /** Of a JSON file: where its array is, as a JSON Pointer. @default the whole file */
  readonly ItemsPointer?: string;
  readonly CSVHeaderLocation?: "FIRST_ROW" | "GIVEN";
  readonly CSVHeaders?: readonly string[];
  /** @default "COMMA" */
  readonly CSVDelimiter?: CsvDelimiter;
  /** 0 is no limit. @default 0 */
  readonly MaxItems?: number | JsonataExpression;
  readonly MaxItemsPath?: Path;
}

export type CsvDelimiter = "COMMA" | "PIPE" | "SEMICOLON" | "SPACE" | "TAB";

/** How many items one child execution gets; at least one of the limits. */
export interface ItemBatcher {
  readonly MaxItemsPerBatch?: number | JsonataExpression;
  readonly MaxItemsPerBatchPath?: Path;
  readonly MaxInputBytesPerBatch?: number | JsonataExpression;
  readonly MaxInputBytesPerBatchPath?: Path;
  /** Given to each child execution beside its items. */
  readonly BatchInput?: JsonataTemplate;
}

/** Where the results of child executions are written in place of the state's result, and how: at least one of the two. */
export interface ResultWriter {
  /** `arn:aws:states:::s3:putObject`. @default the results are the state's result */
  readonly Resource?: string;
  readonly Arguments?: JsonataTemplate;
  readonly Parameters?: PayloadTemplate;
  readonly WriterConfig?: WriterConfig;
}

export interface WriterConfig {
  /** @default "NONE", and without a place to write to "COMPACT" */
  readonly Transformation?: "NONE" | "COMPACT" | "FLATTEN";
  /** @default "JSON" */
  readonly OutputType?: "JSON" | "JSONL";
}

export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | ParallelState
  | MapState
  | SucceedState
  | FailState;

export type StateType = State["Type"];

interface CommonFields {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly Output?: JsonataTemplate;
  /** Null is an empty object. @default "$" */
  readonly InputPath?: Path | null;
  readonly OutputPath?: Path | null;
}

interface AssignField {
  readonly Assign?: Readonly<Record<string, JsonataTemplate>>;
}

interface ResultPathField {
  /** Where in the state's input the result is put; null drops it. @default "$" */
  readonly ResultPath?: Path | null;
}

interface ResultFields extends ResultPathField {
  readonly Parameters?: PayloadTemplate;
  readonly ResultSelector?: PayloadTemplate;
}

interface NextOrEnd {
  readonly Next?: string;
  readonly End?: true;
}

interface ErrorHandling {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface TaskState extends CommonFields, AssignField, NextOrEnd, ErrorHandling, ResultFields {
  readonly Type: "Task";
  readonly Resource: string;
  readonly Arguments?: JsonataTemplate;
  /** Seconds, or an expression that gives them. */
  readonly TimeoutSeconds?: number | JsonataExpression;
  readonly HeartbeatSeconds?: number | JsonataExpression;
  readonly TimeoutSecondsPath?: Path;
  readonly HeartbeatSecondsPath?: Path;
  readonly Credentials?: JsonataTemplate;
}

export interface PassState extends CommonFields, AssignField, NextOrEnd, ResultPathField {
  readonly Type: "Pass";
  readonly Parameters?: PayloadTemplate;
  readonly Result?: Json;
}

export interface ChoiceState extends CommonFields, AssignField {
  readonly Type: "Choice";
  readonly Choices: readonly (ChoiceRule | JsonPathChoiceRule)[];
  readonly Default?: string;
}

export interface ChoiceRule extends AssignField {
  readonly Condition: JsonataExpression | boolean;
  readonly Next: string;
  readonly Output?: JsonataTemplate;
  readonly Comment?: string;
}

/** A rule in JSONPath: a comparison, or comparisons joined by And, Or and Not. */
export interface JsonPathChoiceRule extends AssignField, JsonPathCondition {
  readonly Next: string;
  readonly Condition?: never;
  readonly Output?: never;
  readonly Comment?: string;
}

export interface JsonPathCondition {
  readonly And?: readonly JsonPathCondition[];
  readonly Or?: readonly JsonPathCondition[];
  readonly Not?: JsonPathCondition;
  readonly Variable?: Path;
  /** Beside Variable stands one comparison, for instance `StringEquals`. */
  readonly [comparison: string]: unknown;
}

export interface WaitState extends CommonFields, AssignField, NextOrEnd {
  readonly Type: "Wait";
  readonly Seconds?: number | JsonataExpression;
  readonly Timestamp?: string;
  readonly SecondsPath?: Path;
  readonly TimestampPath?: Path;
}

export interface ParallelState extends CommonFields, AssignField, NextOrEnd, ErrorHandling, ResultFields {
  readonly Type: "Parallel";
  readonly Branches: readonly Branch[];
  readonly Arguments?: JsonataTemplate;
}

export interface MapState extends CommonFields, AssignField, NextOrEnd, ErrorHandling, ResultFields {
  readonly Type: "Map";
  /** Older definitions call it `Iterator`, and `ItemSelector` `Parameters`; `processorOf` reads either. */
  readonly ItemProcessor: ItemProcessor;
  readonly Items?: JsonataTemplate;
  readonly ItemsPath?: Path;
  readonly ItemSelector?: JsonataTemplate | PayloadTemplate;
  readonly MaxConcurrency?: number | JsonataExpression;
  readonly MaxConcurrencyPath?: Path;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
  /** Of a distributed Map: how many items may fail. @default 0 */
  readonly ToleratedFailureCount?: number | JsonataExpression;
  readonly ToleratedFailureCountPath?: Path;
  /** Of a distributed Map: which part of the items may fail, 0–100. @default 0 */
  readonly ToleratedFailurePercentage?: number | JsonataExpression;
  readonly ToleratedFailurePercentagePath?: Path;
  /** Names a distributed Map in the ARNs of its map runs and child executions. @default one that the service makes up */
  readonly Label?: string;
}

export interface SucceedState extends CommonFields {
  readonly Type: "Succeed";
}

export interface FailState {
  readonly Type: "Fail";
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly Error?: string;
  readonly Cause?: string;
  /** A path or an intrinsic function. */
  readonly ErrorPath?: Path;
  readonly CausePath?: Path;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  /** Seconds before the first retry. @default 1 */
  readonly IntervalSeconds?: number;
  /** @default 3 */
  readonly MaxAttempts?: number;
  /** @default 2 */
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  /** @default "NONE" */
  readonly JitterStrategy?: "FULL" | "NONE";
  readonly Comment?: string;
}

export interface Catcher extends AssignField, ResultPathField {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: JsonataTemplate;
  readonly Comment?: string;
}
