import { Logger } from "@aws-lambda-powertools/logger";
import withMiddleware from "@middy/core";
import type * as z from "zod";
import type { AccessMap, Task } from "#authoring";
import { checkContract } from "./check-contract.ts";
import { executionOf } from "./execution.ts";
import { type HandlerContext, handlerContext } from "./handler-context.ts";
import { type InvocationParts, invocationLogger, logFailure } from "./log-invocation.ts";

/** The part of Lambda's context that matters here; a test may leave out all of it. */
export interface InvocationContext {
  readonly awsRequestId?: string;
  readonly clientContext?: unknown;
}

/** What Lambda calls. */
export type LambdaHandler<Output = unknown> = (event: unknown, context?: InvocationContext) => Promise<Output>;

/**
 * Makes the Lambda handler of a task function: checks the input and the output against the contract, logs with the execution's
 * name and state, and gives the work the buckets of the contract's `access`.
 *
 * Errors pass unchanged: a workflow can catch those whose name the contract declares, any other fails the execution.
 *
 * @example
 * export const handler = taskHandler(chargeCard, async ({ orderId, amount }, { fail, logger }) => {
 *   const charge = await pay(orderId, amount);
 *   if (charge.declined) return fail("CardDeclined", charge.reason);
 *   logger.info("charged", { amount });
 *   return { chargeId: charge.id };
 * });
 */
export function taskHandler<
  In extends z.core.$ZodType,
  Out extends z.core.$ZodType,
  Errors extends string,
  Access extends AccessMap,
>(
  task: Task<In, Out, Errors, Access>,
  work: (input: z.output<In>, context: HandlerContext<Errors, Access>) => Promise<z.input<Out>> | z.input<Out>,
): LambdaHandler<z.output<Out>> {
  const { contract } = task;
  const parent = new Logger({ serviceName: contract.name });
  // Middy would end the call 5 ms early with an error of its own; a timeout keeps Lambda's name, which workflows match.
  const handler = withMiddleware({ timeoutEarlyInMillis: 0 })
    .use({
      name: "invocation",
      before: ({ context, internal }) => {
        const execution = executionOf(context.clientContext);
        Object.assign(internal, { execution, logger: invocationLogger(parent, context.awsRequestId, execution) });
      },
    })
    .use(logFailure(contract))
    .use(checkContract(contract))
    .before((request) => {
      // What the work gets in place of Lambda's context.
      request.context = handlerContext<Errors, Access>(contract, request.internal as InvocationParts) as never;
    })
    .handler((input: z.output<In>, context) =>
      Promise.resolve(work(input, context as unknown as HandlerContext<Errors, Access>)),
    );
  return handler as unknown as LambdaHandler<z.output<Out>>;
}
