import type { Json } from "#asl";
import { TaskFailure } from "#interpreter";
import { failAsTask } from "./service-failure.ts";
import type { TaskCall } from "./integration.ts";

const names = { prefix: "Lambda", service: "AWSLambda", undeclared: "AWSLambdaException", style: "optimized" } as const;

export interface LambdaInput {
  readonly FunctionName: string;
  readonly Payload?: string;
  readonly ClientContext?: string;
  readonly InvocationType?: string;
  readonly Qualifier?: string;
}

export interface LambdaResult {
  readonly executedVersion: string;
  readonly statusCode: number;
  /** The function's answer as it came, and as JSON; both empty for an asynchronous call. */
  readonly payloadText: string;
  readonly payload: Json | undefined;
  readonly requestId: string;
}

interface InvokeOutput {
  readonly StatusCode?: number;
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array | string;
  readonly ExecutedVersion?: string;
}

/** Invokes a function as the execution's role; a function that fails, fails the task under the error's own name. */
export async function callLambda(call: TaskCall, input: LambdaInput): Promise<LambdaResult> {
  const { cloud, loadModel, principal } = call;
  const requestId = cloud.newId();
  const request = { ...input, ...(input.Payload === undefined ? {} : { Payload: Buffer.from(input.Payload) }) };
  const output = await failAsTask(
    names,
    () => loadModel("lambda"),
    requestId,
    () => cloud.call<InvokeOutput>("lambda", "Invoke", request, principal),
  );
  const payloadText =
    typeof output.Payload === "string" ? output.Payload : Buffer.from(output.Payload ?? []).toString("utf8");
  if (output.FunctionError !== undefined) throw new TaskFailure(errorTypeOf(payloadText), payloadText);
  return {
    executedVersion: output.ExecutedVersion ?? "$LATEST",
    statusCode: output.StatusCode ?? 200,
    payloadText,
    payload: payloadText === "" ? undefined : parseJson(payloadText),
    requestId,
  };
}

function errorTypeOf(payloadText: string): string {
  const payload = parseJson(payloadText);
  const isObject = typeof payload === "object" && payload !== null && "errorType" in payload;
  return isObject && typeof payload.errorType === "string" ? payload.errorType : "Lambda.Unknown";
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
