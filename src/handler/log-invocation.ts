import type { MiddlewareObj } from "@middy/core";
import type { Logger } from "@aws-lambda-powertools/logger";
import type { Contract } from "#authoring";
import type { Execution } from "./execution.ts";

/** Where the middlewares and the handler of one invocation find its parts (middy's `request.internal`). */
export interface InvocationParts extends Record<string, unknown> {
  logger: Logger;
  execution: Execution | undefined;
}

/**
 * A logger whose lines carry the request, the execution and its state.
 *
 * A child per invocation, never keys on the parent: in a test several invocations share the process.
 */
export function invocationLogger(
  parent: Logger,
  requestId: string | undefined,
  execution: Execution | undefined,
): Logger {
  return parent.createChild({
    persistentKeys: {
      ...(requestId === undefined ? {} : { requestId }),
      ...(execution === undefined
        ? {}
        : {
            execution: execution.id,
            executionName: execution.name,
            state: execution.state,
            retryCount: execution.retryCount,
          }),
    },
  });
}

/** Middleware that logs why an invocation failed, and whether a workflow can catch it. */
export function logFailure({ errors }: Pick<Contract, "errors">): MiddlewareObj {
  return {
    name: "log-failure",
    onError: ({ error, internal }) => {
      const { logger } = internal as InvocationParts;
      const thrown = error instanceof Error ? error : new Error(String(error));
      if (errors.includes(thrown.name)) {
        logger.warn(`failed with ${thrown.name}, which the contract declares`, { reason: thrown.message });
      } else {
        logger.error("failed", thrown);
      }
    },
  };
}
