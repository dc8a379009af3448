import type { Definition, ExecutionStatus, HistoryEvent } from "#asl";

// What the console reads, as JSON under /_millrace/api/. Times are milliseconds since the epoch, sizes are bytes.

/** `GET executions?workflow=&status=&cursor=` */
export interface ExecutionPage {
  /** Newest first. */
  readonly executions: readonly ExecutionSummary[];
  /** State machines by name, whether or not they have executions. */
  readonly workflows: readonly string[];
}

export interface ExecutionSummary {
  readonly arn: string;
  readonly name: string;
  /** The state machine's name. */
  readonly workflow: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
  /** Null while it runs. */
  readonly stoppedAt: number | null;
  /** What it works on: the key of an object, the content of an event, or its input, shortened. */
  readonly subject: string;
  /** Its output's `status`, its output shortened, or its error's name; null while it runs. */
  readonly outcome: string | null;
  /** Why it failed; shortened in a list. */
  readonly cause: string | null;
}

/** `GET execution?arn=` */
export interface ExecutionDetail extends ExecutionSummary {
  /** JSON text. */
  readonly input: string;
  /** JSON text; null unless it succeeded. */
  readonly output: string | null;
  readonly error: string | null;
  readonly definition: Definition;
  readonly history: readonly HistoryEvent[];
  /** Of its distributed Maps, oldest first. */
  readonly mapRuns: readonly MapRunSummary[];
  /** The execution whose map run started this one; null for any other. */
  readonly parentArn: string | null;
}

/** The child executions that a distributed Map started. */
export interface MapRunSummary {
  readonly arn: string;
  /** The Map state's label, which its ARN contains. */
  readonly label: string;
  readonly status: string;
  /** How many items are in child executions of a status; PENDING ones have none yet. */
  readonly items: Readonly<Record<ExecutionStatus | "PENDING", number>>;
  /** Those that failed first, then those that run, then the newest; not all where there are many. */
  readonly children: readonly ExecutionSummary[];
}

/** `GET buckets` */
export interface BucketList {
  readonly buckets: readonly BucketSummary[];
}

export interface BucketSummary {
  /** Its physical name. */
  readonly name: string;
  /** What the app calls it; null for a bucket that no stack of ours tells of. */
  readonly logicalName: string | null;
}

/** `GET triggers?bucket=&key=&size=`: what uploads to a bucket start. */
export interface TriggerList {
  readonly triggers: readonly BucketTrigger[];
}

export interface BucketTrigger {
  /** The workflow that it starts, or the end of another target's ARN. */
  readonly starts: string;
  /** Keys that it takes, as wildcards: `birdstrikes/*.csv`. */
  readonly keys: readonly string[];
  /** Whether it takes the given key; null if none was given. */
  readonly matches: boolean | null;
  /** Why it does not take the given key, one sentence for each field that differs. */
  readonly reasons: readonly string[];
}

/** `GET events`: those sent last, newest first. */
export interface EventList {
  readonly events: readonly EventSummary[];
}

export interface EventSummary {
  /** Names it in `GET event`. */
  readonly sequence: number;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  /** Its detail, shortened. */
  readonly subject: string;
  readonly acceptedAt: number;
  /** Workflows, or the ends of other targets' ARNs; null while nobody has looked at it yet. */
  readonly starts: readonly string[] | null;
  /** Deliveries that have not arrived, each with its reason. */
  readonly problems: readonly string[];
}

/** `GET event?sequence=` */
export interface EventDetail {
  /** JSON text. */
  readonly event: string;
  /** Rules that do not take it, the closest first; not all where there are many. */
  readonly misses: readonly EventMiss[];
}

export interface EventMiss {
  readonly rule: string;
  readonly starts: readonly string[];
  /** One sentence for each field that differs. */
  readonly reasons: readonly string[];
}

/** `GET schedules`: what starts by the clock, what comes next first. */
export interface ScheduleList {
  readonly schedules: readonly ScheduleSummary[];
}

export interface ScheduleSummary {
  /** Of EventBridge Scheduler, or of a rule with a schedule. */
  readonly name: string;
  /** The workflow that it starts, or the end of another target's ARN. */
  readonly starts: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly isEnabled: boolean;
  /** Null if it never occurs again. */
  readonly nextAt: number | null;
  /** The occurrence that was last on its way, and why it failed if it did; null before the first, and of a rule. */
  readonly lastAt: number | null;
  readonly lastError: string | null;
}

/** `GET objects?bucket=&prefix=&cursor=`: one level of a bucket, `/` being the separator. */
export interface ObjectPage {
  readonly prefixes: readonly string[];
  readonly objects: readonly ObjectSummary[];
  /** Continues the listing; null at its end. */
  readonly cursor: string | null;
}

export interface ObjectSummary {
  readonly key: string;
  readonly size: number;
  readonly lastModified: number;
}

/** `PUT object?bucket=&key=` answers with it; `GET object?bucket=&key=` answers with the bytes. */
export interface Uploaded {
  readonly key: string;
  readonly etag: string;
}

/** What every failed request answers with. */
export interface ApiError {
  readonly error: string;
}

/** One server-sent event of `GET changes`: something of this kind changed, read it again. */
export interface Change {
  readonly topic: string;
  readonly id: string;
}
