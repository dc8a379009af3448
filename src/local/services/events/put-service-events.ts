import type { Json } from "#asl";
import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { defaultBus } from "./bus-store.ts";
import { eventTime } from "./event-envelope.ts";
import type { Dispatcher } from "./create-dispatcher.ts";
import { insertEvents } from "./event-store.ts";
import { newEventId } from "./new-event-id.ts";

const acceptors = new WeakMap<Cloud, Dispatcher["accept"]>();

/** Has events of services routed in the transaction that puts them, in place of another one after it. */
export function routeServiceEvents(cloud: Cloud, accept: Dispatcher["accept"]): void {
  acceptors.set(cloud, accept);
}

/** An event that a service of AWS reports, for instance an object that S3 took. */
export interface ServiceEvent {
  /** For instance `aws.s3`. */
  readonly source: string;
  readonly detailType: string;
  readonly detail: Json;
  readonly resources?: readonly string[];
  /** Milliseconds since the epoch. @default now */
  readonly time?: number;
}

/**
 * Puts events of services on the default bus.
 *
 * The write is synchronous and one transaction: inside a caller's the object and its event are kept together or not at all.
 */
export function putServiceEvents(cloud: Cloud, events: readonly ServiceEvent[]): void {
  const envelopes = events.map((event) => ({
    version: "0" as const,
    id: newEventId(cloud.clock.now()),
    "detail-type": event.detailType,
    source: event.source,
    account: cloud.accountId,
    time: eventTime(event.time ?? cloud.clock.now()),
    region: cloud.region,
    resources: event.resources ?? [],
    detail: event.detail,
  }));
  const accept = acceptors.get(cloud);
  // An event that says that it is routed stands there with its deliveries, or not at all.
  inTransaction(cloud.db, () => {
    if (accept === undefined) insertEvents(cloud, defaultBus, envelopes);
    else for (const envelope of envelopes) accept(defaultBus, envelope);
  });
  // The events service listens for this, and takes what is to be delivered once it is committed.
  for (const { id } of envelopes) cloud.notify("event", id);
}
