import type { Json } from "#asl";

// A line of a batch: a definition, and what a recording or its author says about the world that it runs in.

export interface RecordedCase {
  readonly id: string;
  /** @default "execution" */
  readonly kind?: "execution" | "api" | "test_state";
  readonly definition: Json;
  /** False where `definition` is the text as it was sent, and not what the text says. @default true */
  readonly definitionIsJson?: boolean;
  /** @default {} */
  readonly input?: Json;
  /** The time at which the execution starts, in ISO 8601. */
  readonly clock?: string;
  readonly stateMachine?: {
    readonly arn?: string;
    readonly name?: string;
    readonly roleArn?: string;
    readonly type?: "STANDARD" | "EXPRESS";
  };
  readonly execution?: { readonly arn?: string; readonly name?: string };
  readonly resources?: RecordedResources;
  /** What task attempts were answered with, in the order in which they were scheduled. */
  readonly mocks?: readonly RecordedAttempt[];
  /** Of kinds `api` and `test_state`: the rest of the call's input. */
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface RecordedResources {
  /** Bucket → key → what the object holds. */
  readonly s3?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Functions by name, and what they do in a few words: `identity`, `constant JSON`, `raises …`. */
  readonly lambda?: Readonly<Record<string, { readonly arn: string; readonly behaviour: string }>>;
}

/** A task attempt that was scheduled, and what came of it. */
export interface RecordedAttempt {
  readonly state: string | null;
  readonly scheduled: {
    readonly parameters?: Json;
    readonly input?: Json;
    readonly timeoutInSeconds?: number;
    readonly heartbeatInSeconds?: number;
  };
  readonly submitted?: Json;
  /** Absent where the execution ended before the task did. */
  readonly result?: {
    /** The type of the event, for instance `TaskSucceeded`. */
    readonly type: string;
    readonly output?: Json;
    readonly error?: string | null;
    readonly cause?: unknown;
  } | null;
}

/** Reads a line; throws an `Error` that says what is wrong with it. */
export function readCase(line: string): RecordedCase {
  const value: unknown = JSON.parse(line);
  const { id, kind = "execution", definition } = (value ?? {}) as Partial<Record<keyof RecordedCase, unknown>>;
  if (typeof id !== "string") throw new Error('a case needs an "id", a text');
  if (definition === undefined) throw new Error('a case needs a "definition"');
  if (kind !== "execution" && kind !== "api" && kind !== "test_state") {
    throw new Error(`"kind" must be one of execution, api, test_state, got ${JSON.stringify(kind)}`);
  }
  return value as RecordedCase;
}

/** The definition as it was sent. */
export function definitionText({ definition, definitionIsJson = true }: RecordedCase): string {
  return definitionIsJson ? JSON.stringify(definition) : String(definition);
}
