import { root } from "../../root.ts";
import type { Cloud } from "../../service.ts";
import type { ExhaustedCondition } from "../retry-delivery.ts";
import { queueUrlOf } from "../queue-url-of.ts";
import type { DeliveryError } from "./delivery-error.ts";
import { requireQueuePolicy } from "./deliver-to-target.ts";
import type { DeliveryRow } from "./event-store.ts";

export interface DeadLetter {
  readonly queueArn: string;
  readonly delivery: DeliveryRow;
  readonly targetArn: string;
  readonly error: DeliveryError;
  readonly exhausted: ExhaustedCondition | undefined;
}

// SQS counts attributes into the size of a message, and a cause may be long.
const longestErrorMessage = 1024;

/** Sends an event that could not be delivered to the target's dead-letter queue, with EventBridge's attributes. */
export async function sendDeadLetter(cloud: Cloud, letter: DeadLetter): Promise<void> {
  const { queueArn, delivery, targetArn, error, exhausted } = letter;
  await requireQueuePolicy(cloud, queueArn, delivery.rule_arn);
  const text = (value: string): object => ({ DataType: "String", StringValue: value });
  const message = {
    QueueUrl: queueUrlOf(cloud, queueArn),
    MessageBody: delivery.envelope,
    MessageAttributes: {
      RULE_ARN: text(delivery.rule_arn),
      TARGET_ARN: text(targetArn),
      ERROR_CODE: text(error.code),
      ERROR_MESSAGE: text(error.message.slice(0, longestErrorMessage) || error.code),
      RETRY_ATTEMPTS: { DataType: "Number", StringValue: String(delivery.attempts) },
      ...(exhausted === undefined ? {} : { EXHAUSTED_RETRY_CONDITION: text(exhausted) }),
    },
  };
  await cloud.call("sqs", "SendMessage", message, root);
}
