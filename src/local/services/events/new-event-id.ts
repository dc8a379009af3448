import { randomUUID } from "node:crypto";

/**
 * A UUID that begins with the time (version 7 of RFC 9562), so that ids of events that come together lie together in the
 * index by which an event is found: random ones would have every commit write most of its pages.
 */
export function newEventId(now: number): string {
  const time = now.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
