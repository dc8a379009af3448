import type * as z from "zod";
import type { AppEvent } from "./event.ts";
import { runtime } from "./runtime.ts";

/**
 * Sends an event to the app's bus; workflows with `event.emitted()` as their trigger start. Fails if the bus does not take it.
 *
 * @example
 * await emit(orderPlaced, { id: order.id, total: order.total });
 */
export function emit<S extends z.core.$ZodType>(event: AppEvent<string, S>, detail: z.input<S>): Promise<void> {
  return runtime().emit(event, detail);
}
