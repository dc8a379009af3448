import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { inUnsyncedTransaction } from "../../stores/unsynced-transaction.ts";
import { createDueWork } from "../due-work.ts";
import type { DueWork } from "../due-work.ts";
import { nextDueIn } from "../next-due-in.ts";
import { deliver, sendToQueue } from "./deliver.ts";
import { endDelivery, postponeDelivery, takeDueDeliveries } from "./delivery-store.ts";
import type { Delivery } from "./delivery-store.ts";
import { deadLetterQueue } from "./subscription-attributes.ts";
import { subscriptionArn } from "./subscription-store.ts";

const deliveredAtOnce = 64;

/** Delivers what was accepted, again for as long as SNS would, and hands what it gives up to the dead-letter queue. */
export function createDeliverer(cloud: Cloud): DueWork {
  const work = createDueWork<Delivery>(cloud, {
    name: "sns",
    mostAtOnce: deliveredAtOnce,
    takeDue: (now, limit) => takeDueDeliveries(cloud, now, limit),
    nextDueAt: (now) => nextDueIn(cloud, "sns_deliveries", now),
    idOf: ({ sequence }) => sequence,
    titleOf: ({ subscription }) => subscriptionArn(cloud, subscription),
    perform: attempt,
  });

  async function attempt(delivery: Delivery): Promise<void> {
    try {
      await deliver(cloud, delivery);
    } catch (error) {
      // Closing made it fail: it is delivered after the next start.
      if (!work.isClosed()) await fail(delivery, error);
      return;
    }
    // If this is lost it is delivered once more, as SNS may.
    if (!work.isClosed()) inUnsyncedTransaction(cloud.db, () => endDelivery(cloud, delivery));
  }

  async function fail(delivery: Delivery, error: unknown): Promise<void> {
    if (isRetriable(error) && delivery.attempts + 1 < mostAttempts) {
      postponeDelivery(cloud, delivery, cloud.clock.now() + delayMs(delivery.attempts + 1));
      return;
    }
    const unkept = await sendDeadLetter(cloud, delivery);
    if (work.isClosed()) return;
    const { subscription, message } = delivery;
    const lost = unkept === undefined ? "" : ` (${unkept}). It was ${message.body}`;
    cloud.log(
      `sns: ${subscriptionArn(cloud, subscription)} could not deliver ${message.messageId} to ${subscription.endpoint}: ${reasonOf(error)}${lost}`,
    );
    endDelivery(cloud, delivery);
  }

  return work;
}

/** Why a message is not in the dead-letter queue; undefined if it is. */
async function sendDeadLetter(cloud: Cloud, delivery: Delivery): Promise<string | undefined> {
  const queueArn = deadLetterQueue(delivery.subscription);
  if (queueArn === undefined) return "the subscription has no dead-letter queue";
  try {
    await sendToQueue(cloud, delivery, queueArn);
    return undefined;
  } catch (error) {
    return `the dead-letter queue ${queueArn} refused it: ${reasonOf(error)}`;
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof AwsError ? `${error.code}: ${error.message}` : String(error);

/** Errors of the client's (no right, no such queue) would only come again: SNS does not repeat them. */
function isRetriable(error: unknown): boolean {
  if (!(error instanceof AwsError)) return true;
  return /Throttl|TooManyRequests|LimitExceeded/.test(error.code) || (error.status >= 500 && error.status !== 501);
}

// For endpoints of AWS's own: three attempts at once, two a second apart, ten that grow from one to twenty seconds apart, and then
// a hundred thousand every twenty seconds.
const mostAttempts = 100_015;

/** How long to wait after so many attempts that failed. */
function delayMs(attempts: number): number {
  if (attempts < 3) return 0;
  if (attempts < 5) return 1000;
  return Math.round(1000 * Math.min(20, 20 ** ((attempts - 5) / 9)));
}
