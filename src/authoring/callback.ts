import type * as z from "zod";
import type { JsonSchema } from "./json.ts";
import { checkOptions } from "./names.ts";
import { runtime } from "./runtime.ts";
import { checkSeconds } from "./seconds.ts";

export interface CallbackOptions<S extends z.core.$ZodType = z.core.$ZodType> {
  /** What the answer must be. Another one fails with `errors.InvalidCallbackOutput`. */
  readonly output: S;
  /** When nobody answered by then, it fails with `errors.Timeout`. At most 99999999, more than three years. */
  readonly timeoutSeconds: number;
  /** Fails with `errors.HeartbeatTimeout` when no heartbeat came for longer than this. @default none is needed */
  readonly heartbeatSeconds?: number | undefined;
}

/**
 * Hands a token to a task or an event and waits until somebody answers by it, with Step Functions' `SendTaskSuccess`,
 * `SendTaskFailure` or `SendTaskHeartbeat`. The wait costs nothing.
 *
 * @example
 * const { approved } = await callback(
 *   { output: z.object({ approved: z.boolean() }), timeoutSeconds: 7 * 24 * 3600 },
 *   (token) => askForApproval({ token, orderId }),
 * );
 */
export function callback<S extends z.core.$ZodType>(
  options: Omit<CallbackOptions<S>, "output"> & { readonly output: S & JsonSchema<S> },
  start: (token: string) => Promise<unknown>,
): Promise<z.output<S>> {
  checkCallback(options);
  return runtime().callback(options, start) as Promise<z.output<S>>;
}

/** Throws a TypeError where Step Functions would refuse the options. */
export function checkCallback(options: CallbackOptions): void {
  checkOptions("callback", options, ["output", "timeoutSeconds", "heartbeatSeconds"]);
  checkSeconds("callback: timeoutSeconds", options.timeoutSeconds);
  if (options.heartbeatSeconds === undefined) return;
  checkSeconds("callback: heartbeatSeconds", options.heartbeatSeconds);
  if (options.heartbeatSeconds >= options.timeoutSeconds) {
    throw new TypeError("callback: heartbeatSeconds must be less than timeoutSeconds");
  }
}
