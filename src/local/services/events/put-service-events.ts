import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { defaultBus } from "./bus-store.ts";
import type { Dispatcher } from "./create-dispatcher.ts";
import { newEnvelope } from "./event-envelope.ts";
import type { NewEvent } from "./event-envelope.ts";

const acceptors = new WeakMap<Cloud, Dispatcher["accept"]>();

/** Has events of services routed in the transaction that puts them, in place of another one after it. */
export function routeServiceEvents(cloud: Cloud, accept: Dispatcher["accept"]): void {
  acceptors.set(cloud, accept);
}

/**
 * Puts events that services of AWS report, for instance of an object that S3 took, on the default bus.
 *
 * The write is synchronous and one transaction: inside a caller's the object and its event are kept together or not at all.
 * Needs the events service to have been created.
 */
export function putServiceEvents(cloud: Cloud, events: readonly NewEvent[]): void {
  const accept = acceptors.get(cloud);
  if (accept === undefined) throw new Error("there is no events service to put events of services");
  const envelopes = events.map((event) => newEnvelope(cloud, event));
  // An event that says that it is routed stands there with its deliveries, or not at all.
  inTransaction(cloud.db, () => {
    for (const envelope of envelopes) accept(defaultBus, envelope);
  });
  // The events service listens for this, and takes what is to be delivered once it is committed.
  for (const { id } of envelopes) cloud.notify("event", id);
}
