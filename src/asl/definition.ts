import type { Json } from "./json.ts";

// The Amazon States Language in JSONata mode, as https://states-language.net/spec.html defines it.
// A `JsonataTemplate` is a JSON value whose strings of the form "{% … %}" are JSONata expressions.

/** JSON in which every string of the form `{% … %}` is evaluated as JSONata. */
export type JsonataTemplate = Json;

/** One JSONata expression, written `{% … %}`. */
export type JsonataExpression = string;

/** A complete state machine definition. */
export interface Definition {
  readonly Comment?: string;
  readonly QueryLanguage?: "JSONata";
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
  readonly ReaderConfig?: ReaderConfig;
}

export interface ReaderConfig {
  readonly InputType?: "CSV" | "JSON" | "JSONL";
  readonly CSVHeaderLocation?: "FIRST_ROW" | "GIVEN";
  readonly CSVHeaders?: readonly string[];
  /** @default "COMMA" */
  readonly CSVDelimiter?: CsvDelimiter;
  /** 0 is no limit. @default 0 */
  readonly MaxItems?: number | JsonataExpression;
}

export type CsvDelimiter = "COMMA" | "PIPE" | "SEMICOLON" | "SPACE" | "TAB";

/** How many items one child execution gets; at least one of the limits. */
export interface ItemBatcher {
  readonly MaxItemsPerBatch?: number | JsonataExpression;
  readonly MaxInputBytesPerBatch?: number | JsonataExpression;
  /** Given to each child execution beside its items. */
  readonly BatchInput?: JsonataTemplate;
}

/** Where the results of child executions are written in place of the state's result. */
export interface ResultWriter {
  /** `arn:aws:states:::s3:putObject`. */
  readonly Resource: string;
  readonly Arguments?: JsonataTemplate;
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
  readonly QueryLanguage?: "JSONata";
  readonly Output?: JsonataTemplate;
}

interface AssignField {
  readonly Assign?: Readonly<Record<string, JsonataTemplate>>;
}

interface NextOrEnd {
  readonly Next?: string;
  readonly End?: true;
}

interface ErrorHandling {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface TaskState extends CommonFields, AssignField, NextOrEnd, ErrorHandling {
  readonly Type: "Task";
  readonly Resource: string;
  readonly Arguments?: JsonataTemplate;
  /** Seconds, or an expression that gives them. */
  readonly TimeoutSeconds?: number | JsonataExpression;
  readonly HeartbeatSeconds?: number | JsonataExpression;
  readonly Credentials?: JsonataTemplate;
}

export interface PassState extends CommonFields, AssignField, NextOrEnd {
  readonly Type: "Pass";
}

export interface ChoiceState extends CommonFields, AssignField {
  readonly Type: "Choice";
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface ChoiceRule extends AssignField {
  readonly Condition: JsonataExpression | boolean;
  readonly Next: string;
  readonly Output?: JsonataTemplate;
  readonly Comment?: string;
}

export interface WaitState extends CommonFields, AssignField, NextOrEnd {
  readonly Type: "Wait";
  readonly Seconds?: number | JsonataExpression;
  readonly Timestamp?: string;
}

export interface ParallelState extends CommonFields, AssignField, NextOrEnd, ErrorHandling {
  readonly Type: "Parallel";
  readonly Branches: readonly Branch[];
  readonly Arguments?: JsonataTemplate;
}

export interface MapState extends CommonFields, AssignField, NextOrEnd, ErrorHandling {
  readonly Type: "Map";
  readonly ItemProcessor: ItemProcessor;
  readonly Items?: JsonataTemplate;
  readonly ItemSelector?: JsonataTemplate;
  readonly MaxConcurrency?: number | JsonataExpression;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
  /** Of a distributed Map: how many items may fail. @default 0 */
  readonly ToleratedFailureCount?: number | JsonataExpression;
  /** Of a distributed Map: which part of the items may fail, 0–100. @default 0 */
  readonly ToleratedFailurePercentage?: number | JsonataExpression;
  /** Names a distributed Map in the ARNs of its map runs and child executions. @default one that the service makes up */
  readonly Label?: string;
}

export interface SucceedState extends CommonFields {
  readonly Type: "Succeed";
}

export interface FailState {
  readonly Type: "Fail";
  readonly Comment?: string;
  readonly QueryLanguage?: "JSONata";
  readonly Error?: string;
  readonly Cause?: string;
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

export interface Catcher extends AssignField {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: JsonataTemplate;
  readonly Comment?: string;
}
