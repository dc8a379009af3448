import type { Cloud } from "../../service.ts";
import { inUnsyncedTransaction } from "../../stores/unsynced-transaction.ts";
import { backoffMs, exhaustedCondition } from "../retry-delivery.ts";
import type { ExhaustedCondition } from "../retry-delivery.ts";
import { deliverToTarget } from "./deliver-to-target.ts";
import { DeliveryError, toDeliveryError } from "./delivery-error.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import { giveUpDelivery, lastFailureOf, postponeDelivery, removeDelivery } from "./event-store.ts";
import type { DeliveryRow } from "./event-store.ts";
import type { RuleTarget } from "./rule-store.ts";
import { sendDeadLetter } from "./send-dead-letter.ts";
import { targetInput } from "./target-input.ts";

/** Takes single deliveries to their targets and notes what became of them. */
export interface Deliverer {
  readonly attempt: (delivery: DeliveryRow) => Promise<void>;
  /** Gives up what has waited longer than its target's MaximumEventAgeInSeconds; answers whether it did. */
  readonly expire: (delivery: DeliveryRow) => Promise<boolean>;
}

/** @param isClosed whether closing has begun, after which nothing is noted: it is delivered after the next start */
export function createDeliverer(cloud: Cloud, isClosed: () => boolean): Deliverer {
  async function attempt(delivery: DeliveryRow): Promise<void> {
    const target = JSON.parse(delivery.target) as RuleTarget;
    const event = JSON.parse(delivery.envelope) as EventEnvelope;
    const ruleArn = delivery.rule_arn;
    try {
      const input = targetInput(target, { event, ruleArn, acceptedAt: delivery.accepted_at });
      await deliverToTarget({ cloud, event, ruleArn, target, input });
    } catch (error) {
      // Closing made it fail: it is delivered after the next start.
      if (!isClosed()) await fail(delivery, target, toDeliveryError(error));
      return;
    }
    // If this is lost it is delivered once more, as EventBridge may.
    if (!isClosed()) inUnsyncedTransaction(cloud.db, () => removeDelivery(cloud, delivery));
  }

  async function fail(delivery: DeliveryRow, target: RuleTarget, error: DeliveryError): Promise<void> {
    const failure = { code: error.code, message: error.message };
    const now = cloud.clock.now();
    const limits = { retries: delivery.attempts, ageMs: now - delivery.accepted_at };
    const exhausted = error.isRetriable ? exhaustedCondition(target.RetryPolicy, limits) : undefined;
    if (error.isRetriable && exhausted === undefined) {
      // User guide: the more conservative of the two counts.
      const pauseMs = Math.max(backoffMs(delivery.attempts, cloud.random), error.retryAfterMs);
      postponeDelivery(cloud, delivery, now + pauseMs, failure);
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
        if (!isClosed()) removeDelivery(cloud, delivery);
        return;
      } catch (deadLetterError) {
        const reason = toDeliveryError(deadLetterError);
        message = `${message} (and the dead-letter queue ${queueArn} refused it: ${reason.code}: ${reason.message})`;
      }
    }
    if (isClosed()) return;
    giveUpDelivery(cloud, delivery, { code, message });
    cloud.log(
      `events: ${delivery.rule_arn} could not deliver ${delivery.event_id} to ${target.Arn}: ${code}: ${message}`,
    );
  }

  async function expire(delivery: DeliveryRow): Promise<boolean> {
    const target = JSON.parse(delivery.target) as RuleTarget;
    const ageMs = cloud.clock.now() - delivery.accepted_at;
    if (exhaustedCondition(target.RetryPolicy, { retries: -1, ageMs }) === undefined) return false;
    const { code, message } = lastFailureOf(cloud, delivery) ?? {
      code: "THROTTLING",
      message: "The event waited for its turn for longer than MaximumEventAgeInSeconds.",
    };
    // Dead letters count retries, and the last attempt was the last of them.
    const tried = { ...delivery, attempts: Math.max(0, delivery.attempts - 1) };
    await bury(tried, target, new DeliveryError(code, message), "MaximumEventAgeInSeconds");
    return true;
  }

  return { attempt, expire };
}
