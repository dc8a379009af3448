import { AwsError } from "../../aws-error.ts";
import type { InvocationResult } from "../../function-runner/index.ts";
import type { Cloud, Principal } from "../../service.ts";
import { queueUrlOf } from "../queue-url-of.ts";
import type { PendingInvocation } from "./async-invocations.ts";
import type { EventInvokeConfig } from "./event-invoke-config.ts";
import { functionArn } from "./function-reference.ts";
import type { FunctionVersion } from "./function-version.ts";

export interface InvocationReport {
  readonly invocation: PendingInvocation;
  readonly version: FunctionVersion;
  readonly config: EventInvokeConfig;
  /** Undefined if it never ran. */
  readonly result: InvocationResult | undefined;
  readonly attempts: number;
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded";
}

/** Tells the destination, and for a failure the dead-letter queue, how an asynchronous invocation ended. */
export async function reportInvocation(cloud: Cloud, report: InvocationReport): Promise<void> {
  const { version, config, condition } = report;
  const destination = condition === "Success" ? config.onSuccess : config.onFailure;
  // Lambda sends with the function's own role: it must have the right.
  const principal: Principal = { kind: "role", roleArn: version.role, sessionName: version.functionName };
  if (condition !== "Success" && version.deadLetterArn !== undefined) {
    await orLog(cloud, report, () => sendDeadLetter(cloud, report, version.deadLetterArn ?? "", principal));
  }
  if (destination !== undefined) {
    await orLog(cloud, report, () => sendRecord(cloud, report, destination, principal));
  }
}

// What cannot be sent is lost on AWS as well; here the server's log at least says so, with the event.
async function orLog(
  cloud: Cloud,
  { invocation, version }: InvocationReport,
  send: () => Promise<unknown>,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    cloud.log(
      `lambda ${version.functionName}: the report of invocation ${invocation.id} could not be sent: ${error.code}: ${error.message}. Its event was ${invocation.payload}`,
    );
  }
}

async function sendDeadLetter(
  cloud: Cloud,
  { invocation, result }: InvocationReport,
  targetArn: string,
  principal: Principal,
): Promise<void> {
  const text = (value: string): object => ({ DataType: "String", StringValue: value });
  const MessageAttributes = {
    RequestID: text(invocation.id),
    ErrorCode: { DataType: "Number", StringValue: "200" },
    // No attribute may be empty, and Lambda cuts the text at 1 KB.
    ErrorMessage: text(errorMessageOf(result).slice(0, 1024) || "Unknown"),
  };
  if (targetArn.startsWith("arn:aws:sns:")) {
    const message = { TopicArn: targetArn, Message: invocation.payload, MessageAttributes };
    await cloud.call("sns", "Publish", message, principal);
  } else {
    const message = { QueueUrl: queueUrlOf(cloud, targetArn), MessageBody: invocation.payload, MessageAttributes };
    await cloud.call("sqs", "SendMessage", message, principal);
  }
}

async function sendRecord(
  cloud: Cloud,
  report: InvocationReport,
  destination: string,
  principal: Principal,
): Promise<void> {
  const record = JSON.stringify(toRecord(cloud, report));
  if (destination.startsWith("arn:aws:sqs:")) {
    const input = { QueueUrl: queueUrlOf(cloud, destination), MessageBody: record };
    await cloud.call("sqs", "SendMessage", input, principal);
  } else if (destination.startsWith("arn:aws:sns:")) {
    await cloud.call("sns", "Publish", { TopicArn: destination, Message: record }, principal);
  } else if (destination.startsWith("arn:aws:lambda:")) {
    const input = { FunctionName: destination, InvocationType: "Event", Payload: Buffer.from(record) };
    await cloud.call("lambda", "Invoke", input, principal);
  } else {
    const entry = {
      EventBusName: destination,
      Source: "lambda",
      DetailType: `Lambda Function Invocation Result - ${report.condition === "Success" ? "Success" : "Failure"}`,
      Resources: [functionArn(cloud, report.version.functionName, report.invocation.qualifier)],
      Detail: record,
    };
    await cloud.call("events", "PutEvents", { Entries: [entry] }, principal);
  }
}

function toRecord(cloud: Cloud, { invocation, version, result, attempts, condition }: InvocationReport): object {
  return {
    version: "1.0",
    timestamp: new Date(cloud.clock.now()).toISOString(),
    requestContext: {
      requestId: invocation.id,
      functionArn: functionArn(cloud, version.functionName, invocation.qualifier),
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(invocation.payload) as unknown,
    ...(result === undefined
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion: version.version,
            ...(result.isError ? { functionError: "Unhandled" } : {}),
          },
          responsePayload: JSON.parse(result.payload) as unknown,
        }),
  };
}

function errorMessageOf(result: InvocationResult | undefined): string {
  if (result === undefined) return "Rate Exceeded.";
  const { errorMessage } = JSON.parse(result.payload) as { readonly errorMessage?: unknown };
  return typeof errorMessage === "string" ? errorMessage : "";
}
