import type { Cloud } from "../../service.ts";
import { createDueWork, type OfferedWork } from "../due-work.ts";
import { nextDueIn } from "../next-due-in.ts";
import { findApiDestination } from "./api-destination-store.ts";
import type { Deliverer } from "./create-deliverer.ts";
import { createDestinationPacer } from "./destination-pacer.ts";
import { type DeliveryRow, takeDueOutside } from "./event-store.ts";

const mostAtOnce = 64;
const mostPerDestination = 16;

/**
 * Deliveries to API destinations, apart from all others: a web hook may take five seconds to answer, and nothing within this
 * cloud is to wait for it. What the rate of a destination does not let through stays in the table until it does.
 */
export function createOutsideWork(cloud: Cloud, deliverer: Deliverer): OfferedWork<DeliveryRow> {
  const pacer = createDestinationPacer(mostPerDestination);
  return createDueWork<DeliveryRow>(cloud, {
    name: "events",
    mostAtOnce,
    takeDue: (now, limit) => takeDueOutside(cloud, now, limit, pacer.closedAt(now)),
    nextDueAt(now) {
      const due = nextDueIn(cloud, "events_deliveries", now, "state = 'pending' AND destination IS NOT NULL");
      const open = pacer.nextOpenAt(now);
      return due === undefined || open === undefined ? (due ?? open) : Math.min(due, open);
    },
    idOf: ({ sequence }) => sequence,
    titleOf: ({ event_id }) => `delivery of ${event_id}`,
    async perform(delivery) {
      if (await deliverer.expire(delivery)) return;
      const arn = delivery.destination ?? "";
      const rate = findApiDestination(cloud, { arn })?.ratePerSecond ?? Infinity;
      if (!pacer.enter(arn, rate, cloud.clock.now())) return;
      try {
        await deliverer.attempt(delivery);
      } finally {
        pacer.leave(arn);
      }
    },
  });
}
