import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ErrorEnvelope, FromEnvironment } from "./bootstrap/messages.ts";
import { environmentVariables } from "./environment-variables.ts";
import type { FunctionSpec, InvocationRequest, InvocationResult, RunnerHost } from "./function-spec.ts";
import { createInvocationLog } from "./invocation-log.ts";
import { startCarrier } from "./start-carrier.ts";

/** One execution environment: a loaded handler that serves one invocation at a time. */
export interface Environment {
  readonly revision: string;
  /** When its role credentials are no longer good for a whole invocation. */
  readonly expiresAt: number;
  readonly invoke: (request: InvocationRequest) => Promise<InvocationResult>;
  /** False once it timed out, crashed or could not load; it is then stopped already. */
  readonly isUsable: () => boolean;
  readonly stop: () => Promise<void>;
}

type Outcome =
  | { readonly kind: "succeeded"; readonly payload: string; readonly memoryMb: number }
  | { readonly kind: "failed"; readonly error: ErrorEnvelope; readonly memoryMb: number }
  /** The environment is lost with it. */
  | { readonly kind: "lost"; readonly error: ErrorEnvelope; readonly status: "error" | "timeout" };

// Lambda's own limit of the answer of a synchronous invocation.
const longestAnswerBytes = 6_291_556;

/** Starts an environment; its handler loads while the first invocation is on its way. */
export async function startEnvironment(spec: FunctionSpec, host: RunnerHost): Promise<Environment> {
  const id = host.newId().replaceAll("-", "");
  const day = new Date(host.now()).toISOString().slice(0, 10).replaceAll("-", "/");
  const logStreamName = `${day}/[${spec.version}]${id}`;
  const temporaryFolder = join(host.temporaryFolder, id);
  mkdirSync(temporaryFolder, { recursive: true });
  const credentials = await host.credentials(spec.roleArn, spec.functionName);

  const log = createInvocationLog(
    (timestamp, line) => host.writeLog(spec.logGroupName, logStreamName, timestamp, line),
    host.now,
  );
  const startedAt = performance.now();
  let usable = true;
  let finish: ((outcome: Outcome) => void) | undefined;
  let lost: Outcome | undefined;
  let initMs: number | undefined;
  const loaded = Promise.withResolvers<void>();

  const lose = (error: ErrorEnvelope, status: "error" | "timeout" = "error"): void => {
    lost ??= { kind: "lost", error, status };
    usable = false;
    loaded.resolve();
    finish?.(lost);
  };

  const receive = (message: FromEnvironment): void => {
    switch (message.type) {
      case "ready":
        initMs = performance.now() - startedAt;
        host.recordColdStart({
          functionName: spec.functionName,
          version: spec.version,
          initMs,
          bundleKb: spec.bundleKb,
        });
        loaded.resolve();
        break;
      case "log":
        log.write(message.text);
        break;
      case "succeeded":
        finish?.({ kind: "succeeded", payload: message.payload, memoryMb: message.memoryMb });
        break;
      case "failed":
        finish?.({ kind: "failed", error: message.error, memoryMb: message.memoryMb });
        break;
      case "loadFailed":
      case "crashed":
        lose(message.error);
        break;
    }
  };

  const carrier = startCarrier({
    kind: spec.modulePaths.length > 0 ? "process" : "thread",
    environment: environmentVariables({ spec, host, credentials, logStreamName, temporaryFolder }),
    workingFolder: spec.codeFolder,
    memoryMb: spec.memoryMb,
    onMessage: receive,
    onExit: (description) => lose(exitError(log.requestId(), description)),
  });
  carrier.send({
    type: "start",
    handler: spec.handler,
    taskRoot: spec.codeFolder,
    runtime: spec.runtime,
    functionName: spec.functionName,
    functionVersion: spec.version,
    memoryMb: spec.memoryMb,
    logGroupName: spec.logGroupName,
    logStreamName,
    logFormat: spec.logFormat,
    nodeOptions: spec.variables.NODE_OPTIONS ?? "",
  });

  const stop = async (): Promise<void> => {
    usable = false;
    await carrier.stop();
    rmSync(temporaryFolder, { recursive: true, force: true });
  };

  const run = (request: InvocationRequest): Promise<Outcome> => {
    const outcome = Promise.withResolvers<Outcome>();
    const timeoutMs = spec.timeoutSeconds * 1000;
    const cancel = host.at(host.now() + timeoutMs, () => {
      lose(timeoutError(request.requestId, spec.timeoutSeconds), "timeout");
    });
    finish = (result) => {
      cancel();
      finish = undefined;
      outcome.resolve(result);
    };
    if (lost !== undefined) finish(lost);
    else {
      carrier.send({
        type: "invoke",
        requestId: request.requestId,
        event: request.payload,
        invokedFunctionArn: request.invokedFunctionArn,
        clientContext: request.clientContext,
        remainingMs: timeoutMs,
      });
    }
    return outcome.promise;
  };

  return {
    revision: spec.revision,
    expiresAt: credentials.expiresAt - spec.timeoutSeconds * 1000,
    isUsable: () => usable,
    stop,
    async invoke(request) {
      carrier.setBusy(true);
      log.start(request.requestId, spec.version);
      const cancelLoad = host.at(host.now() + loadSeconds * 1000, () => {
        if (initMs === undefined) lose(timeoutError(request.requestId, loadSeconds), "timeout");
      });
      await loaded.promise;
      cancelLoad();
      const beganAt = performance.now();
      const outcome = limitAnswer(await run(request));
      if (outcome.kind === "lost" && outcome.status === "timeout") {
        log.write(`${new Date(host.now()).toISOString()} ${timeoutMessage(request.requestId, spec.timeoutSeconds)}\n`);
      }
      const text = log.end({
        durationMs: performance.now() - beganAt,
        initMs,
        memoryMb: spec.memoryMb,
        usedMb: outcome.kind === "lost" ? undefined : outcome.memoryMb,
        status: statusOf(outcome),
      });
      // Only the first invocation waited for the load.
      initMs = 0;
      carrier.setBusy(false);
      if (!usable) await stop();
      return outcome.kind === "succeeded"
        ? { payload: outcome.payload, isError: false, log: text }
        : { payload: JSON.stringify(outcome.error), isError: true, log: text };
    },
  };
}

// Lambda gives a module 10 seconds to load, then tries once more within the function's timeout; a laptop gets them at once.
const loadSeconds = 30;

function limitAnswer(outcome: Outcome): Outcome {
  if (outcome.kind !== "succeeded" || Buffer.byteLength(outcome.payload) <= longestAnswerBytes) return outcome;
  return {
    kind: "failed",
    memoryMb: outcome.memoryMb,
    error: {
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${longestAnswerBytes} bytes).`,
    },
  };
}

function statusOf(outcome: Outcome): "success" | "error" | "timeout" {
  if (outcome.kind === "succeeded") return "success";
  return outcome.kind === "lost" ? outcome.status : "error";
}

function timeoutMessage(requestId: string, seconds: number): string {
  return `${requestId} Task timed out after ${seconds.toFixed(2)} seconds`;
}

function timeoutError(requestId: string, seconds: number): ErrorEnvelope {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

function exitError(requestId: string | undefined, description: string): ErrorEnvelope {
  const reason =
    description === "exit status 0"
      ? "Runtime exited without providing a reason"
      : `Runtime exited with error: ${description}`;
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId ?? ""} Error: ${reason}` };
}
