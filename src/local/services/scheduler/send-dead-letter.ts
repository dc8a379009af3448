import type { Cloud, Principal } from "../../service.ts";
import { eventTime } from "../events/event-envelope.ts";
import type { ExhaustedCondition } from "../retry-delivery.ts";
import { queueUrlOf } from "../queue-url-of.ts";
import type { Invocation } from "./invocation-store.ts";

export interface DeadLetter {
  readonly invocation: Invocation;
  /** What the target was called with. */
  readonly request: string;
  readonly code: string;
  readonly message: string;
  readonly exhausted: ExhaustedCondition | undefined;
}

// A message with its attributes may have 256 KiB.
const longestRequest = 200_000;
const longestMessage = 1024;

/** Sends a request that failed to the schedule's dead-letter queue; says why it could not, and undefined if it could. */
export async function sendDeadLetter(
  cloud: Cloud,
  principal: () => Principal,
  letter: DeadLetter,
): Promise<string | undefined> {
  const { invocation, request, code, message, exhausted } = letter;
  const queueArn = invocation.target.DeadLetterConfig?.Arn;
  if (queueArn === undefined) return "the schedule has no dead-letter queue";
  const attributes = {
    ERROR_CODE: code,
    ERROR_MESSAGE: message.slice(0, longestMessage) || code,
    EXECUTION_ID: invocation.executionId,
    EXHAUSTED_RETRY_CONDITION: exhausted,
    IS_PAYLOAD_TRUNCATED: String(request.length > longestRequest),
    RETRY_ATTEMPTS: String(invocation.attempts),
    SCHEDULED_TIME: eventTime(invocation.scheduledAt),
    SCHEDULE_ARN: invocation.scheduleArn,
    TARGET_ARN: invocation.target.Arn,
  };
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { DataType: "String", StringValue: value }]],
    ),
  );
  const input = {
    QueueUrl: queueUrlOf(cloud, queueArn),
    MessageBody: request.slice(0, longestRequest),
    MessageAttributes,
  };
  try {
    // With the rights of the target's role, unlike EventBridge's rules.
    await cloud.call("sqs", "SendMessage", input, principal());
    return undefined;
  } catch (error) {
    return `the dead-letter queue ${queueArn} refused it: ${error instanceof Error ? error.message : String(error)}`;
  }
}
