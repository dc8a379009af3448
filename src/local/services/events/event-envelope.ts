import { randomUUID } from "node:crypto";
import type { Json } from "#asl";
import type { Cloud } from "../../service.ts";

/** An event as rules match it and targets get it. */
export interface EventEnvelope {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** To the second, as EventBridge writes it. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Json;
  /** Of an event that a replay sends again. */
  readonly "replay-name"?: string;
}

/** What whoever sends an event says of it. */
export interface NewEvent {
  /** For instance `aws.s3`. */
  readonly source: string;
  readonly detailType: string;
  readonly detail: Json;
  readonly resources?: readonly string[] | undefined;
  /** Milliseconds since the epoch. @default now */
  readonly time?: number | undefined;
}

export function newEnvelope(
  { accountId, region, clock }: Cloud,
  { source, detailType, detail, resources = [], time = clock.now() }: NewEvent,
): EventEnvelope {
  return {
    version: "0",
    id: newEventId(clock.now()),
    "detail-type": detailType,
    source,
    account: accountId,
    time: eventTime(time),
    region,
    resources,
    detail,
  };
}

/**
 * A UUID that begins with the time (version 7 of RFC 9562), so that ids of events that come together lie together in the
 * index by which an event is found: random ones would have every commit write most of its pages.
 */
function newEventId(now: number): string {
  const time = now.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** EventBridge's spelling of a time. */
export function eventTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
