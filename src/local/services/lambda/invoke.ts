import type { InvocationRequest, InvocationResponse } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { InvocationResult } from "../../function-runner/index.ts";
import type { Operation } from "../../service.ts";
import type { AsyncInvocations } from "./async-invocations.ts";
import type { FunctionHost } from "./function-host.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { resolveVersion } from "./function-store.ts";

// Lambda's limits of a payload.
const longestSyncBytes = 6_291_556;
const longestAsyncBytes = 1_048_576;
// `LogType: Tail` gives the end of the log.
const tailBytes = 4096;

export const invoke = (
  functions: FunctionHost,
  queue: AsyncInvocations,
): Operation<InvocationRequest, InvocationResponse> => ({
  members: ["FunctionName", "InvocationType", "LogType", "ClientContext", "Payload", "Qualifier"],
  authorize: (input, { cloud }) => {
    const { name, qualifier } = parseFunctionReference(input.FunctionName, input.Qualifier);
    return [{ action: "lambda:InvokeFunction", resource: functionArn(cloud, name, qualifier) }];
  },
  async handle(input, { cloud, requestId, principal, signal }) {
    const reference = parseFunctionReference(input.FunctionName, input.Qualifier);
    const version = resolveVersion(cloud, reference);
    const isAsync = input.InvocationType === "Event";
    const payload = readPayload(input.Payload, isAsync ? longestAsyncBytes : longestSyncBytes);
    const clientContext = readClientContext(input.ClientContext);
    if (input.InvocationType === "DryRun") return { StatusCode: 204 };
    if (isAsync) {
      const { name: functionName, qualifier } = reference;
      const isFromWithin = signal === undefined;
      queue.accept({ functionName, qualifier, requestId, payload, clientContext, isFromWithin });
      return { StatusCode: 202, Payload: asPayload("") };
    }
    const result = await functions.run(version, {
      qualifier: reference.qualifier,
      requestId,
      payload,
      clientContext,
      principal,
    });
    return {
      StatusCode: 200,
      ExecutedVersion: version.version,
      Payload: asPayload(result.payload),
      ...(result.isError ? { FunctionError: "Unhandled" } : {}),
      ...(input.LogType === "Tail" ? { LogResult: tailOf(result) } : {}),
    };
  },
});

function readPayload(bytes: Uint8Array | undefined, longest: number): string {
  const text = bytes === undefined ? "" : Buffer.from(bytes).toString("utf8");
  if (Buffer.byteLength(text) > longest) {
    throw new AwsError(
      "RequestTooLargeException",
      `${Buffer.byteLength(text)} byte payload is too large for the ${longest === longestAsyncBytes ? "Event" : "RequestResponse"} invocation type (limit ${longest} bytes)`,
      413,
      { Type: "User" },
    );
  }
  if (text.trim() === "") return "{}";
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new AwsError(
      "InvalidRequestContentException",
      `Could not parse request body into json: Could not parse payload into json: ${(error as Error).message}`,
      400,
      { Type: "User" },
    );
  }
}

function readClientContext(base64: string | undefined): string | undefined {
  if (base64 === undefined) return undefined;
  const text = Buffer.from(base64, "base64").toString("utf8");
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new AwsError(
      "InvalidRequestContentException",
      "Client context must be a valid Base64-encoded JSON object.",
      400,
      {
        Type: "User",
      },
    );
  }
}

function tailOf({ log }: InvocationResult): string {
  return Buffer.from(log).subarray(-tailBytes).toString("base64");
}

// The SDK types payloads with conveniences of its own; on the wire it is bytes.
function asPayload(text: string): NonNullable<InvocationResponse["Payload"]> {
  return Buffer.from(text) as unknown as NonNullable<InvocationResponse["Payload"]>;
}
