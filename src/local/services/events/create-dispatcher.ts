import { flattenEvent } from "../../event-patterns/index.ts";
import type { FlatEvent, RuleIndex } from "../../event-patterns/index.ts";
import type { Cloud } from "../../service.ts";
import { inUnsyncedTransaction } from "../../stores/unsynced-transaction.ts";
import { createDueWork } from "../due-work.ts";
import { nextDueIn } from "../next-due-in.ts";
import type { Archiver } from "./create-archiver.ts";
import { createDeliverer } from "./create-deliverer.ts";
import { createMissHints } from "./create-miss-hints.ts";
import { createOutsideWork } from "./create-outside-work.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import { insertRouted, markRouted, pruneEvents, takeDueDeliveries, takeUnrouted } from "./event-store.ts";
import type { DeliveryRow, EventRow, RoutedEvent, RoutedRule } from "./event-store.ts";
import { hearsReplay, replayNextEvents } from "./replay-events.ts";
import type { RuleCache } from "./rule-cache.ts";
import { beginScheduledEvents } from "./rule-schedule.ts";

/** Takes accepted events to the targets of the rules that they match. */
export interface Dispatcher {
  /** Keeps an event, and gives what is to be delivered of it. To be called in a transaction. */
  readonly accept: (bus: string, event: EventEnvelope) => readonly DeliveryRow[];
  /** Begins with what `accept` gave, once it is committed. */
  readonly deliver: (deliveries: readonly DeliveryRow[]) => void;
  /** Looks for events and deliveries soon; calling it often costs nothing. */
  readonly wake: () => void;
  readonly close: () => void;
}

const routedAtOnce = 200;
const deliveredAtOnce = 64;
const eventsKept = 10_000;
// What is more than that is looked for now and then.
const prunedEvery = 100;

export function createDispatcher(cloud: Cloud, rules: RuleCache, archiver: Archiver): Dispatcher {
  const hintMiss = createMissHints(cloud);
  const deliverer = createDeliverer(cloud, () => work.isClosed());
  const outside = createOutsideWork(cloud, deliverer);
  let unpruned = 0;
  const work = createDueWork<DeliveryRow>(cloud, {
    name: "events",
    mostAtOnce: deliveredAtOnce,
    prepare(now) {
      const begun = beginScheduledEvents(cloud, now) + replayNextEvents(cloud);
      const events = takeUnrouted(cloud, routedAtOnce);
      // If this is lost, they are routed again.
      if (events.length > 0) inUnsyncedTransaction(cloud.db, () => routeEvents(events));
      if (begun + events.length > 0) outside.wake();
      return begun > 0 || events.length === routedAtOnce;
    },
    takeDue: (now, limit) => takeDueDeliveries(cloud, now, limit),
    nextDueAt(now) {
      const delivery = nextDueIn(cloud, "events_deliveries", now, "state = 'pending' AND destination IS NULL");
      const rule = nextDueIn(cloud, "events_rules", now);
      return delivery === undefined || rule === undefined ? (delivery ?? rule) : Math.min(delivery, rule);
    },
    idOf: ({ sequence }) => sequence,
    titleOf: ({ event_id }) => `delivery of ${event_id}`,
    perform: deliverer.attempt,
  });

  function routeEvents(events: readonly EventRow[]): void {
    const routed = events.map((event): RoutedEvent => ({
      event,
      rules: rulesThatTake(event.bus, JSON.parse(event.envelope) as EventEnvelope),
    }));
    markRouted(cloud, routed);
    pruneAfter(events.length);
  }

  function accept(bus: string, event: EventEnvelope): readonly DeliveryRow[] {
    const deliveries = insertRouted(cloud, bus, event, rulesThatTake(bus, event));
    pruneAfter(1);
    return deliveries;
  }

  /** Which rules hear of an event, which the archives of its bus hear of, too. */
  function rulesThatTake(bus: string, event: EventEnvelope): readonly RoutedRule[] {
    const index = rules.rulesOf(bus);
    // Most of what services tell is for nobody.
    const isHeard = index.hears(event.source) || archiver.listens(bus);
    const matched = isHeard ? match(index, bus, event) : [];
    if (matched?.length === 0) hintMiss(index, bus, event);
    return matched ?? [];
  }

  function match(index: RuleIndex<RoutedRule>, bus: string, event: EventEnvelope): readonly RoutedRule[] | undefined {
    const fields = fieldsOf(event);
    if (fields === undefined) return undefined;
    archiver.keep(bus, event, fields);
    const hears = hearsReplay(cloud, event);
    return index.match(fields).filter(({ arn }) => hears(arn));
  }

  function pruneAfter(events: number): void {
    unpruned += events;
    if (unpruned < prunedEvery) return;
    pruneEvents(cloud, eventsKept);
    unpruned = 0;
  }

  /** What cannot be looked at matches nothing: it must not hold up what comes after it. */
  function fieldsOf(event: EventEnvelope): FlatEvent | undefined {
    try {
      return flattenEvent(event);
    } catch (error) {
      cloud.log(`events: ${event.id} cannot be matched: ${String(error)}`);
      return undefined;
    }
  }

  const unsubscribe = cloud.subscribe((topic) => {
    if (topic === "event") work.wake();
  });

  return {
    accept,
    deliver(deliveries) {
      for (const delivery of deliveries) (delivery.destination === null ? work : outside).offer(delivery);
    },
    wake() {
      work.wake();
      outside.wake();
    },
    close() {
      unsubscribe();
      work.close();
      outside.close();
    },
  };
}
