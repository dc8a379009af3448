import type { State } from "#asl";
import type { HashFunction } from "../load/machine.ts";
import type { PerformTask } from "../running-task.ts";

// The request and the response of Step Functions' TestState, member by member: documents are JSON texts, as on the wire.

/** What to test, with what. Members mean what AWS's API reference says of them. */
export interface TestStateRequest {
  /** One state, or a whole state machine where `stateName` says which state of it. */
  readonly definition: string;
  readonly stateName?: string | undefined;
  /** @default "{}" */
  readonly input?: string | undefined;
  /** Variables before the state, an object. */
  readonly variables?: string | undefined;
  /** What `$states.context` or `$$` is; only with a mock. */
  readonly context?: string | undefined;
  readonly roleArn?: string | undefined;
  /** @default "INFO" */
  readonly inspectionLevel?: "INFO" | "DEBUG" | "TRACE" | undefined;
  readonly revealSecrets?: boolean | undefined;
  /** What a Task, a Map or a Parallel gives, in place of doing it. */
  readonly mock?: TestStateMock | undefined;
  readonly stateConfiguration?: TestStateConfiguration | undefined;
}

export interface TestStateMock {
  readonly result?: string | undefined;
  readonly errorOutput?: { readonly error?: string | undefined; readonly cause?: string | undefined } | undefined;
  /** How far the result must look like what the called API answers. @default "STRICT" */
  readonly fieldValidationMode?: "STRICT" | "PRESENT" | "NONE" | undefined;
}

export interface TestStateConfiguration {
  /** How often the retrier that takes the mocked error was used before. @default 0 */
  readonly retrierRetryCount?: number | undefined;
  /** The state inside a Map or Parallel that the mocked error comes from. */
  readonly errorCausedByState?: string | undefined;
  /** How many iterations of a Map failed. @default 0 */
  readonly mapIterationFailureCount?: number | undefined;
  /** What the ItemReader of a distributed Map finds, as it lies in its source. */
  readonly mapItemReaderData?: string | undefined;
}

export interface TestStateResponse {
  readonly status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR";
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** Not at the inspection level INFO. */
  readonly inspectionData?: TestStateInspection;
}

export interface TestStateInspection {
  readonly input?: string;
  readonly afterArguments?: string;
  readonly afterInputPath?: string;
  readonly afterParameters?: string;
  readonly result?: string;
  readonly afterResultSelector?: string;
  readonly afterResultPath?: string;
  readonly afterItemsPath?: string;
  readonly afterItemsPointer?: string;
  readonly afterItemSelector?: string;
  readonly afterItemBatcher?: string;
  readonly variables?: string;
  readonly errorDetails?: {
    readonly catchIndex?: number;
    readonly retryIndex?: number;
    readonly retryBackoffIntervalSeconds?: number;
  };
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** What a test stands on beside its request. */
export interface TestStateOptions {
  /** Does a Task that is not mocked. @default such a test is refused */
  readonly performTask?: PerformTask;
  /** Throws where `performTask` cannot do a state; asked of states without a mock. */
  readonly checkUnmocked?: (state: State) => void;
  /** Resolves after as many milliseconds; what a Task's TimeoutSeconds is measured by. @default no task times out */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** What `$hash` and States.Hash use. */
  readonly hash?: HashFunction;
  /** The moment of the test, in milliseconds since the epoch. @default 2026-01-01T00:00:00Z */
  readonly at?: number;
  /** Region and account of the ARNs in the context object. @default "us-east-1" and "000000000000" */
  readonly region?: string;
  readonly account?: string;
  /** Names the execution and the state machine that the test pretends, and seeds what is drawn at random. @default "test" */
  readonly id?: string;
}
