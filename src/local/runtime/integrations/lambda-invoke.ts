import type { Json } from "#asl";
import { callLambda } from "./call-lambda.ts";
import type { LambdaInput } from "./call-lambda.ts";
import type { Integration } from "./integration.ts";
import { sdkMetadata } from "./sdk-metadata.ts";
import { asText, readArguments } from "./task-arguments.ts";

const parameters = ["FunctionName", "Payload", "ClientContext", "InvocationType", "Qualifier"];
const required = ["FunctionName"];

/** `arn:aws:states:::lambda:invoke`: the answer of Lambda's Invoke with the payload as JSON. */
export const lambdaInvoke: Integration = {
  parameters,
  required,
  async perform(call) {
    const given = readArguments(call.task.arguments, parameters, required);
    const input: Record<string, string> = {};
    for (const name of ["FunctionName", "ClientContext", "InvocationType", "Qualifier"]) {
      const text = asText(given[name]);
      if (text !== undefined) input[name] = text;
    }
    if (given.Payload !== undefined) input.Payload = JSON.stringify(given.Payload);
    const result = await callLambda(call, input as unknown as LambdaInput);
    const output: Record<string, Json> = { ExecutedVersion: result.executedVersion };
    if (result.payload !== undefined) output.Payload = result.payload;
    return {
      ...output,
      ...sdkMetadata({
        requestId: result.requestId,
        at: call.cloud.clock.now(),
        contentType: "application/json",
        contentLength: Buffer.byteLength(result.payloadText),
        headers: { "X-Amz-Executed-Version": result.executedVersion, "x-amzn-Remapped-Content-Length": "0" },
      }),
      StatusCode: result.statusCode,
    };
  },
};
