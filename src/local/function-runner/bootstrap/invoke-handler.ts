import { RuntimeError } from "./error-envelope.ts";
import type { Handler } from "./load-handler.ts";
import type { InvokeMessage, StartMessage } from "./messages.ts";

/** Calls a handler as Lambda's Node runtime does and gives its result as JSON text. */
export async function invokeHandler(handler: Handler, start: StartMessage, message: InvokeMessage): Promise<string> {
  const context = createContext(start, message);
  const event: unknown = JSON.parse(message.event);
  const result = takesCallback(handler, start.runtime)
    ? await callWithCallback(handler, event, context)
    : await handler(event, context);
  try {
    return JSON.stringify(result === undefined ? null : result) ?? "null";
  } catch {
    throw new RuntimeError("Runtime.MarshalError", "Unable to stringify response body");
  }
}

function createContext(start: StartMessage, message: InvokeMessage): object {
  const deadline = performance.now() + message.remainingMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.functionName,
    functionVersion: start.functionVersion,
    invokedFunctionArn: message.invokedFunctionArn,
    memoryLimitInMB: String(start.memoryMb),
    awsRequestId: message.requestId,
    logGroupName: start.logGroupName,
    logStreamName: start.logStreamName,
    identity: undefined,
    clientContext: message.clientContext === undefined ? undefined : (JSON.parse(message.clientContext) as unknown),
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

// Lambda's Node 24 runtime gave up callbacks; earlier ones still take them.
function takesCallback(handler: Handler, runtime: string): boolean {
  if (handler.length < 3) return false;
  if (Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 0) < 24) return true;
  throw new RuntimeError(
    "Runtime.CallbackHandlerDeprecated",
    "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. Make the handler an async function that returns its result.",
  );
}

function callWithCallback(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const result = handler(event, context, (error, value) => {
      if (error === undefined || error === null) resolve(value);
      else reject(error);
    });
    if (result instanceof Promise) result.then(resolve, reject);
  });
}
