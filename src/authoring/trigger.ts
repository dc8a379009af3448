import type * as z from "zod";
import type { Json } from "./json.ts";
import { kind } from "./kind.ts";

// A trigger is data: what CDK makes a rule of, and (as a type) the event that the workflow is called with.

/** The envelope of EventBridge, with AWS's own member names. */
export interface EventBridgeEvent<DetailType extends string, Detail, Source extends string = string> {
  readonly version: string;
  readonly id: string;
  readonly source: Source;
  readonly account: string;
  /** ISO 8601, in UTC. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly "detail-type": DetailType;
  readonly detail: Detail;
}

/** The `detail` of S3's "Object Created" event. Keys are not URL-encoded. */
export interface ObjectCreatedDetail {
  readonly version: string;
  readonly bucket: { readonly name: string };
  readonly object: {
    readonly key: string;
    /** Bytes. */
    readonly size: number;
    readonly etag: string;
    /** Only on versioned buckets. */
    readonly "version-id"?: string;
    /** Orders the events of one key: compare as hexadecimal numbers. */
    readonly sequencer: string;
  };
  readonly "request-id": string;
  readonly requester: string;
  readonly "source-ip-address"?: string;
  readonly reason: string;
}

/** The `detail` of S3's "Object Deleted" event. */
export interface ObjectDeletedDetail {
  readonly version: string;
  readonly bucket: { readonly name: string };
  readonly object: {
    readonly key: string;
    readonly etag?: string;
    readonly "version-id"?: string;
    readonly sequencer: string;
  };
  readonly "request-id": string;
  readonly requester: string;
  readonly "source-ip-address"?: string;
  readonly reason: string;
  readonly "deletion-type": string;
}

/** Which objects start an execution; both, where both are given. Case matters. */
export interface ObjectFilter {
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Carries the event's type to `defineWorkflow`; never present at run time. */
declare const eventType: unique symbol;

export interface TriggerOf<Event> {
  readonly [kind]: "trigger";
  readonly [eventType]?: Event;
}

export interface ObjectTrigger<DetailType extends "Object Created" | "Object Deleted"> extends TriggerOf<
  EventBridgeEvent<
    DetailType,
    DetailType extends "Object Created" ? ObjectCreatedDetail : ObjectDeletedDetail,
    "aws.s3"
  >
> {
  readonly type: "object";
  readonly detailType: DetailType;
  /** The bucket's logical name. */
  readonly bucket: string;
  readonly filter: ObjectFilter;
}

export interface EventTrigger<DetailType extends string = string, Detail = unknown> extends TriggerOf<
  EventBridgeEvent<DetailType, Detail>
> {
  readonly type: "event";
  readonly detailType: DetailType;
  /** What the event's `detail` must be. */
  readonly schema: z.core.$ZodType;
  /** An EventBridge pattern over the event's `detail`. */
  readonly where?: { readonly [key: string]: Json };
}

/** A pattern over events of the account's default bus, in EventBridge's own shape. */
export interface EventPattern<Source extends string = string, DetailType extends string = string> {
  readonly source: readonly [Source, ...Source[]];
  /** One: it is what tells events apart. */
  readonly "detail-type": readonly [DetailType];
  readonly account?: readonly Json[];
  readonly region?: readonly Json[];
  readonly resources?: readonly Json[];
  /** For each member of the detail: the values allowed, or a nested pattern. */
  readonly detail?: { readonly [key: string]: Json };
}

export interface PatternTrigger<
  DetailType extends string = string,
  Detail = unknown,
  Source extends string = string,
> extends TriggerOf<EventBridgeEvent<DetailType, Detail, Source>> {
  readonly type: "pattern";
  readonly detailType: DetailType;
  readonly pattern: EventPattern<Source, DetailType>;
  /** What the event's `detail` must be. */
  readonly schema: z.core.$ZodType;
}

/** How an execution ends. */
export type FinishedStatus = "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** The `detail` of Step Functions' event for an execution that has ended. */
export interface FinishedDetail<Status extends FinishedStatus = FinishedStatus> {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  /** The execution's name. */
  readonly name: string;
  readonly status: Status;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  readonly stopDate: number;
  /** JSON as text; null if input and output together are too large for an event. */
  readonly input: string | null;
  /** JSON as text; null if there is none, or it is too large. */
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
}

export interface FinishedTrigger<Status extends FinishedStatus = FinishedStatus> extends TriggerOf<
  EventBridgeEvent<"Step Functions Execution Status Change", FinishedDetail<Status>, "aws.states">
> {
  readonly type: "finished";
  readonly detailType: "Step Functions Execution Status Change";
  /** The name of the workflow whose executions end. */
  readonly workflow: string;
  readonly statuses: readonly Status[];
}

/** The `detail` of a schedule's event. */
export interface ScheduledDetail<Name extends string = string> {
  /** The schedule's name. */
  readonly schedule: Name;
}

export interface ScheduleTrigger<Name extends string = string> extends TriggerOf<
  EventBridgeEvent<"Scheduled Event", ScheduledDetail<Name>, "aws.scheduler">
> {
  readonly type: "schedule";
  readonly detailType: "Scheduled Event";
  readonly name: Name;
  /** As EventBridge Scheduler takes it: `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)`, `at(2026-12-31T23:00:00)`. */
  readonly expression: string;
  readonly timeZone: string;
  readonly flexibleMinutes?: number;
  readonly maximumDelayMinutes?: number;
}

/** One thing that starts executions. */
export type Trigger =
  | ObjectTrigger<"Object Created">
  | ObjectTrigger<"Object Deleted">
  | EventTrigger<string, unknown>
  | PatternTrigger
  | FinishedTrigger
  | ScheduleTrigger;

/** The event that a trigger calls its workflow with. */
export type EventOf<T> = T extends { readonly [eventType]?: infer Event } ? Exclude<Event, undefined> : never;

export function objectTrigger<DetailType extends "Object Created" | "Object Deleted">(
  detailType: DetailType,
  bucket: string,
  filter: ObjectFilter,
): ObjectTrigger<DetailType> {
  return { [kind]: "trigger", type: "object", detailType, bucket, filter };
}

export function eventTrigger<DetailType extends string, Detail>(
  detailType: DetailType,
  schema: z.core.$ZodType,
  where: EventTrigger["where"],
): EventTrigger<DetailType, Detail> {
  return { [kind]: "trigger", type: "event", detailType, schema, ...(where === undefined ? {} : { where }) };
}
