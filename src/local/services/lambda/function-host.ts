import { AwsError } from "../../aws-error.ts";
import type { FunctionRunner, InvocationResult } from "../../function-runner/index.ts";
import type { Cloud, Principal } from "../../service.ts";
import { createFunctionSpec } from "./create-function-spec.ts";
import { functionArn } from "./function-reference.ts";
import { findFunction } from "./function-store.ts";
import type { FunctionVersion } from "./function-version.ts";
import type { InvocationMetrics } from "./invocation-metrics.ts";

export interface FunctionCall {
  /** As the caller named it: it is part of the ARN that the handler sees. */
  readonly qualifier: string | undefined;
  readonly requestId: string;
  readonly payload: string;
  readonly clientContext: string | undefined;
  /** Who asks: a function that runs is not to wait for its own place. */
  readonly principal?: Principal;
}

/** Runs functions within their concurrency, and keeps warm environments true to what is deployed. */
export interface FunctionHost {
  /** Throws `TooManyRequestsException` beyond the function's reserved concurrency. */
  readonly run: (version: FunctionVersion, call: FunctionCall) => Promise<InvocationResult>;
  readonly changed: (version: FunctionVersion) => Promise<void>;
  readonly removed: (functionName: string, version: string) => Promise<void>;
}

export function createFunctionHost(cloud: Cloud, runner: FunctionRunner, metrics: InvocationMetrics): FunctionHost {
  const running = new Map<string, number>();

  return {
    async run(version, call) {
      const { functionName } = version;
      const busy = running.get(functionName) ?? 0;
      if (isThrottled(cloud, functionName, busy)) {
        metrics.throttled(functionName, call.qualifier);
        throw tooManyRequests();
      }
      running.set(functionName, busy + 1);
      try {
        const result = await runner.invoke(createFunctionSpec(cloud, version), {
          isNested: call.principal?.kind === "role" && (running.get(call.principal.sessionName) ?? 0) > 0,
          requestId: call.requestId,
          payload: call.payload,
          invokedFunctionArn: functionArn(cloud, functionName, call.qualifier),
          clientContext: call.clientContext,
        });
        metrics.ran(functionName, call.qualifier, result);
        return result;
      } finally {
        running.set(functionName, (running.get(functionName) ?? 1) - 1);
      }
    },
    async changed(version) {
      await runner.retire(version.functionName, version.version, version.revisionId);
      cloud.notify("function", version.functionName);
    },
    removed: (functionName, version) => runner.retire(functionName, version, undefined),
  };
}

function isThrottled(cloud: Cloud, functionName: string, busy: number): boolean {
  const reserved = findFunction(cloud, functionName)?.reserved_concurrency ?? null;
  return reserved !== null && busy >= reserved;
}

function tooManyRequests(): AwsError {
  return new AwsError("TooManyRequestsException", "Rate Exceeded.", 429, {
    Type: "User",
    Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
  });
}
