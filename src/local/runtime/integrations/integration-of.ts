import { absentService } from "./absent-service.ts";
import { awsSdkCall, sdkServices } from "./aws-sdk-call.ts";
import { dynamoDbItem } from "./dynamodb-item.ts";
import { eventsPutEvents } from "./events-put-events.ts";
import { followExecution } from "./follow-execution.ts";
import { httpInvoke } from "./http-invoke.ts";
import type { Integration } from "./integration.ts";
import { lambdaFunction } from "./lambda-function.ts";
import { lambdaInvoke } from "./lambda-invoke.ts";
import { snsPublish } from "./sns-publish.ts";
import { sqsSendMessage } from "./sqs-send-message.ts";
import { statesStartExecution } from "./states-start-execution.ts";

/** The optimized integrations, by Resource. */
const optimized: Readonly<Record<string, Integration>> = {
  "arn:aws:states:::dynamodb:deleteItem": dynamoDbItem("DeleteItem"),
  "arn:aws:states:::dynamodb:getItem": dynamoDbItem("GetItem"),
  "arn:aws:states:::dynamodb:putItem": dynamoDbItem("PutItem"),
  "arn:aws:states:::dynamodb:updateItem": dynamoDbItem("UpdateItem"),
  "arn:aws:states:::events:putEvents": eventsPutEvents,
  "arn:aws:states:::http:invoke": httpInvoke,
  "arn:aws:states:::lambda:invoke": lambdaInvoke,
  "arn:aws:states:::sns:publish": snsPublish,
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

/** Answer at once, and only so. */
const cannotWait = /^arn:aws:states:::(?:http|dynamodb):/;

const functionArn = /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;
const sdkResource = /^arn:aws:states:::aws-sdk:([a-z0-9]+):([a-zA-Z0-9]+)$/;

/** What a Task state's Resource stands for; undefined if the local cloud does not implement it. */
export function integrationOf(resource: string): Integration | undefined {
  if (Object.hasOwn(optimized, resource)) return optimized[resource];
  if (waits.test(resource)) {
    if (resource.includes(".sync") || cannotWait.test(resource)) return undefined;
    const called = integrationOf(resource.replace(waits, ""));
    return called === undefined ? undefined : { ...called, goesOn: {} };
  }
  if (functionArn.test(resource)) return lambdaFunction;
  const [, serviceName = "", operation = ""] = sdkResource.exec(resource) ?? [];
  const service = Object.hasOwn(sdkServices, serviceName) ? sdkServices[serviceName] : undefined;
  return service === undefined ? absentService(resource) : awsSdkCall(service, operation);
}
