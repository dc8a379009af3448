import { flattenEvent } from "../../event-patterns/index.ts";
import type { FlatEvent, RuleIndex } from "../../event-patterns/index.ts";
import type { Cloud } from "../../service.ts";
import { inUnsyncedTransaction } from "../../stores/unsynced-transaction.ts";
import { createDueWork } from "../due-work.ts";
import { nextDueIn } from "../next-due-in.ts";
import { backoffMs, exhaustedCondition } from "../retry-delivery.ts";
import type { ExhaustedCondition } from "../retry-delivery.ts";
import type { Archiver } from "./create-archiver.ts";
import { createMissHints } from "./create-miss-hints.ts";
import { deliverToTarget } from "./deliver-to-target.ts";
import { toDeliveryError } from "./delivery-error.ts";
import type { DeliveryError } from "./delivery-error.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import {
  giveUpDelivery,
  insertRouted,
  markRouted,
  postponeDelivery,
  pruneEvents,
  removeDelivery,
  takeDueDeliveries,
  takeUnrouted,
} from "./event-store.ts";
import type { DeliveryRow, EventRow, RoutedEvent, RoutedRule } from "./event-store.ts";
import { hearsReplay, replayNextEvents } from "./replay-events.ts";
import type { RuleCache } from "./rule-cache.ts";
import { beginScheduledEvents } from "./rule-schedule.ts";
import type { RuleTarget } from "./rule-store.ts";
import { sendDeadLetter } from "./send-dead-letter.ts";
import { targetInput } from "./target-input.ts";

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
  let unpruned = 0;
  const work = createDueWork<DeliveryRow>(cloud, {
    name: "events",
    mostAtOnce: deliveredAtOnce,
    prepare(now) {
      const begun = beginScheduledEvents(cloud, now) + replayNextEvents(cloud);
      const events = takeUnrouted(cloud, routedAtOnce);
      // If this is lost, they are routed again.
      if (events.length > 0) inUnsyncedTransaction(cloud.db, () => routeEvents(events));
      return begun > 0 || events.length === routedAtOnce;
    },
    takeDue: (now, limit) => takeDueDeliveries(cloud, now, limit),
    nextDueAt(now) {
      const delivery = nextDueIn(cloud, "events_deliveries", now, "state = 'pending'");
      const rule = nextDueIn(cloud, "events_rules", now);
      return delivery === undefined || rule === undefined ? (delivery ?? rule) : Math.min(delivery, rule);
    },
    idOf: ({ sequence }) => sequence,
    titleOf: ({ event_id }) => `delivery of ${event_id}`,
    perform: attempt,
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

  async function attempt(delivery: DeliveryRow): Promise<void> {
    const target = JSON.parse(delivery.target) as RuleTarget;
    const event = JSON.parse(delivery.envelope) as EventEnvelope;
    const ruleArn = delivery.rule_arn;
    try {
      const input = targetInput(target, { event, ruleArn, acceptedAt: delivery.accepted_at });
      await deliverToTarget({ cloud, event, ruleArn, target, input });
    } catch (error) {
      // Closing made it fail: it is delivered after the next start.
      if (!work.isClosed()) await fail(delivery, target, toDeliveryError(error));
      return;
    }
    // If this is lost it is delivered once more, as EventBridge may.
    if (!work.isClosed()) inUnsyncedTransaction(cloud.db, () => removeDelivery(cloud, delivery));
  }

  async function fail(delivery: DeliveryRow, target: RuleTarget, error: DeliveryError): Promise<void> {
    const failure = { code: error.code, message: error.message };
    const now = cloud.clock.now();
    const limits = { retries: delivery.attempts, ageMs: now - delivery.accepted_at };
    const exhausted = error.isRetriable ? exhaustedCondition(target.RetryPolicy, limits) : undefined;
    if (error.isRetriable && exhausted === undefined) {
      postponeDelivery(cloud, delivery, now + backoffMs(delivery.attempts, cloud.random), failure);
      return;
    }
    await bury(delivery, target, error, exhausted);
  }

  async function bury(
    delivery: DeliveryRow,
    target: RuleTarget,
    error: DeliveryError,
    exhausted: ExhaustedCondition | undefined,
  ): Promise<void> {
    const queueArn = target.DeadLetterConfig?.Arn;
    let { code, message } = error;
    if (queueArn !== undefined) {
      try {
        await sendDeadLetter(cloud, { queueArn, delivery, targetArn: target.Arn, error, exhausted });
        cloud.log(`events: ${delivery.event_id} went to the dead-letter queue ${queueArn}: ${code}: ${message}`);
        if (!work.isClosed()) removeDelivery(cloud, delivery);
        return;
      } catch (deadLetterError) {
        const reason = toDeliveryError(deadLetterError);
        message = `${message} (and the dead-letter queue ${queueArn} refused it: ${reason.code}: ${reason.message})`;
      }
    }
    if (work.isClosed()) return;
    giveUpDelivery(cloud, delivery, { code, message });
    cloud.log(
      `events: ${delivery.rule_arn} could not deliver ${delivery.event_id} to ${target.Arn}: ${code}: ${message}`,
    );
  }

  const unsubscribe = cloud.subscribe((topic) => {
    if (topic === "event") work.wake();
  });

  return {
    accept,
    deliver: (deliveries) => deliveries.forEach(work.offer),
    wake: work.wake,
    close() {
      unsubscribe();
      work.close();
    },
  };
}
