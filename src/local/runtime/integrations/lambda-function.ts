import { callLambda } from "./call-lambda.ts";
import type { Integration } from "./integration.ts";

/** A function's ARN as Resource: its input is the Arguments, its result is the function's answer. */
export const lambdaFunction: Integration = {
  async perform(call) {
    const { payload } = await callLambda(call, {
      FunctionName: call.task.resource,
      Payload: JSON.stringify(call.task.arguments),
    });
    return payload ?? null;
  },
};
