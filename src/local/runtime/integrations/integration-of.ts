import { absentService } from "./absent-service.ts";
import { awsSdkCall, sdkServices } from "./aws-sdk-call.ts";
import { eventsPutEvents } from "./events-put-events.ts";
import { followExecution } from "./follow-execution.ts";
import { httpInvoke } from "./http-invoke.ts";
import type { Integration } from "./integration.ts";
import { lambdaFunction } from "./lambda-function.ts";
import { lambdaInvoke } from "./lambda-invoke.ts";
import { sqsSendMessage } from "./sqs-send-message.ts";
import { statesStartExecution } from "./states-start-execution.ts";

/** The optimized integrations, by Resource. */
const optimized: Readonly<Record<string, Integration>> = {
  "arn:aws:states:::events:putEvents": eventsPutEvents,
  "arn:aws:states:::http:invoke": httpInvoke,
  "arn:aws:states:::lambda:invoke": lambdaInvoke,
  "arn:aws:states:::sqs:sendMessage": sqsSendMessage,
  "arn:aws:states:::states:startExecution": statesStartExecution,
  "arn:aws:states:::states:startExecution.sync": {
    ...statesStartExecution,
    goesOn: { follow: followExecution(false) },
  },
  "arn:aws:states:::states:startExecution.sync:2": {
    ...statesStartExecution,
    goesOn: { follow: followExecution(true) },
  },
};

const waits = /\.waitForTaskToken$/;

const functionArn = /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;
const sdkResource = /^arn:aws:states:::aws-sdk:([a-z0-9]+):([a-zA-Z0-9]+)$/;

/** What a Task state's Resource stands for; undefined if the local cloud does not implement it. */
export function integrationOf(resource: string): Integration | undefined {
  if (Object.hasOwn(optimized, resource)) return optimized[resource];
  if (waits.test(resource)) {
    const called = resource.includes(".sync") ? undefined : integrationOf(resource.replace(waits, ""));
    return called === undefined || called === httpInvoke ? undefined : { ...called, goesOn: {} };
  }
  if (functionArn.test(resource)) return lambdaFunction;
  const [, serviceName = "", operation = ""] = sdkResource.exec(resource) ?? [];
  const service = Object.hasOwn(sdkServices, serviceName) ? sdkServices[serviceName] : undefined;
  return service === undefined ? absentService(resource) : awsSdkCall(service, operation);
}
