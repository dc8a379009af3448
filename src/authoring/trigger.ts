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

/** One thing that starts executions. */
export type Trigger = ObjectTrigger<"Object Created"> | ObjectTrigger<"Object Deleted"> | EventTrigger<string, unknown>;

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
