import type { Json } from "#asl";

/** What TestState shows of a state's way from its input to its output, by AWS's names. */
export interface InspectedValues {
  afterArguments?: Json;
  afterInputPath?: Json;
  afterParameters?: Json;
  result?: Json;
  afterResultSelector?: Json;
  afterResultPath?: Json;
  afterItemsPath?: Json;
  afterItemsPointer?: Json;
  afterItemSelector?: Json;
  afterItemBatcher?: Json;
  maxConcurrency?: number;
  toleratedFailureCount?: number;
  toleratedFailurePercentage?: number;
}

/** What became of an error: which retrier and which catcher had to do with it. */
export interface InspectedError {
  retryIndex?: number;
  /** Absent where the retrier's attempts are used up. */
  retryBackoffIntervalSeconds?: number;
  catchIndex?: number;
}

/** Of a state that is tested by itself: what it is told in place of an execution's context, and what is noted about it. */
export interface Inspection {
  /** The context object, but for the parts that come and go: a Map's item and a task's token. */
  readonly context: Readonly<Record<string, Json>>;
  readonly values: InspectedValues;
  readonly error: InspectedError;
  /** The error that was retried or caught, or that nothing took. */
  failure?: { readonly error: string | undefined; readonly cause: string | undefined };
}
