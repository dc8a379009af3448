import type { ExecutionStatus, Json } from "#asl";
import type { ResultList } from "./result-list.ts";
import type { Work } from "./work.ts";
import type { ExecutionIdentity, ResultFormat, ToleratedFailures } from "../types.ts";

/** Where an execution stands, as plain JSON: store it after each step, hand it back with the next event. Opaque to runners. */
export interface Snapshot {
  readonly version: 1;
  readonly identity: ExecutionIdentity;
  readonly input: Json;
  readonly startedAt: number;
  readonly status: ExecutionStatus;
  /** State of the generator behind `$random`, `$uuid` and jitter; its seed, until something is drawn: most draw nothing. */
  readonly random: RandomState | string;
  readonly lastEventId: number;
  /** Tasks, timers and threads are numbered from one counter, so an id is never used twice. */
  readonly lastId: number;
  readonly timeoutTimerId?: string | undefined;
  /** Of an execution that ended without success: where it stood, for a redrive. */
  readonly threads: Readonly<Record<string, Thread>>;
  /** Absent as long as it was never redriven. */
  readonly redrive?: { readonly count: number; readonly at: number } | undefined;
}

export type RandomState = readonly [number, number, number, number];

/** A line of control: the execution itself, a branch of a Parallel, an iteration of a Map. */
export interface Thread {
  readonly id: string;
  readonly parentId?: string | undefined;
  /** Which branch or iteration of the parent's current state. */
  readonly index: number;
  /** The item of a Map's iteration; what `$states.context.Map.Item` says. */
  readonly item?: { readonly value: Json } | undefined;
  /** This scope's own variables; inner scopes read them, only this thread assigns them. */
  readonly variables: Readonly<Record<string, Json>>;
  readonly lastEventId: number;
  readonly current?: StateRun | undefined;
}

/** One state being executed, retries included. */
export interface StateRun {
  readonly name: string;
  readonly input: Json;
  readonly enteredAt: number;
  readonly enteredEventId: number;
  /** The event before this state was entered: AWS hangs failed evaluations of the first step there. */
  readonly eventBeforeEntryId: number;
  readonly retryCount: number;
  /** How often each retrier was used, by its position. */
  readonly retriesUsed: readonly number[];
  readonly activity?: Activity | undefined;
  /** Of the current attempt of a task that goes on after its call: what `$states.context.Task.Token` says. */
  readonly taskToken?: string | undefined;
  /** Set once the state failed with branches or a map run under way: what a redrive goes on with. */
  readonly unfinished?: UnfinishedBranches | MapRunActivity | undefined;
}

/** Branches as they stood when one of them failed, with everything inside them. */
export interface UnfinishedBranches {
  readonly kind: "branches";
  readonly activity: BranchesActivity;
  readonly threads: readonly Thread[];
  /** What was to be done next for threads that wait for nothing: they did not begin. */
  readonly queued: readonly QueuedWork[];
}

export type QueuedWork = Extract<Work, { readonly kind: "enter" | "iterate" | "join" }>;

/** What a state that is not over waits for. */
export type Activity =
  | TaskActivity
  | { readonly kind: "wait"; readonly timerId: string }
  | { readonly kind: "retry"; readonly timerId: string }
  | BranchesActivity
  | MapRunActivity;

export interface TaskActivity {
  readonly kind: "task";
  readonly taskId: string;
  readonly timeoutTimerId?: string | undefined;
  readonly heartbeat?: Heartbeat | undefined;
  /** Set of an activity that no worker took yet: what is limited from then on. */
  readonly unstarted?: TaskLimits | undefined;
}

/** TimeoutSeconds and HeartbeatSeconds of a task. */
export interface TaskLimits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

export interface Heartbeat {
  readonly timerId: string;
  readonly seconds: number;
}

/** The branches of a Parallel or the iterations of a Map. */
export interface BranchesActivity {
  readonly kind: "branches";
  /** Ids of the threads that run now. */
  readonly children: readonly string[];
  /** One per branch or item, filled in as they end. */
  readonly results: ResultList;
  readonly remaining: number;
  /** A Map's inputs of iterations that did not begin yet start at `nextIndex`. */
  readonly items?: readonly Json[] | undefined;
  readonly nextIndex: number;
}

/** A distributed Map: reads its items, waits for its children, then writes what they gave, as far as it does. */
export interface MapRunActivity {
  readonly kind: "mapRun";
  readonly mapRunId: string;
  readonly mapRunArn: string;
  readonly label: string;
  readonly settings: MapRunSettings;
  /** Set once its child executions were given to the runner: only then can it be redriven. */
  readonly hasChildren?: true;
  readonly redriveCount?: number | undefined;
  /** Of the task that reads items or writes results now. */
  readonly taskId?: string | undefined;
  /** Set while results are written. */
  readonly ended?: { readonly failure?: { readonly error: string; readonly cause: string } | undefined } | undefined;
}

/** The fields of a distributed Map's state, evaluated when it was entered. */
export interface MapRunSettings {
  readonly maxConcurrency: number;
  readonly tolerated: ToleratedFailures;
  readonly batcher?: Batcher | undefined;
  readonly writer?: MapRunWriter | undefined;
}

/** A task that formats the results, and writes them where they are exported. */
export interface MapRunWriter {
  readonly resource: string;
  readonly isExported: boolean;
  readonly arguments: Json;
  readonly format: ResultFormat;
}

export interface Batcher {
  readonly maxItems?: number | undefined;
  readonly maxBytes?: number | undefined;
  readonly input?: Json | undefined;
}
