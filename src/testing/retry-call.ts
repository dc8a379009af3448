import { retryDelaySeconds } from "#interpreter";
import type { VirtualClock } from "./virtual-clock.ts";

/** A retrier of a Task state, as the interpreter has it. */
export type Retrier = Parameters<typeof retryDelaySeconds>[0];

/** One attempt; `use` says which retriers decide about its failure, where that is known only then. */
export type Attempt<Result> = (attempt: number, use: (retriers: readonly Retrier[]) => void) => Promise<Result>;

/**
 * Repeats a call as the retriers of its state do: the first that names the error decides, and each counts for itself.
 * Delays pass in virtual time; jitter is left out, since only the number of attempts is part of the agreement.
 */
export async function retryCall<Result>(attempt: Attempt<Result>, clock: VirtualClock): Promise<Result> {
  const used = new Map<number, number>();
  for (let count = 0; ; count += 1) {
    let retriers: readonly Retrier[] = [];
    try {
      return await attempt(count, (given) => {
        retriers = given;
      });
    } catch (error) {
      const name = error instanceof Error ? error.name : "Error";
      const index = retriers.findIndex(({ ErrorEquals }) => ErrorEquals.some((pattern) => matches(pattern, name)));
      const retrier = retriers[index];
      const before = used.get(index) ?? 0;
      if (retrier === undefined || before >= (retrier.MaxAttempts ?? 3)) throw error;
      used.set(index, before + 1);
      await clock.until(clock.now() + retryDelaySeconds(retrier, before, () => 1) * 1000);
    }
  }
}

const unretried: readonly string[] = ["States.Runtime", "States.DataLimitExceeded"];

function matches(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  if (pattern === "States.ALL") return !unretried.includes(name);
  if (pattern === "States.TaskFailed") return !unretried.includes(name) && name !== "States.Timeout";
  return pattern === "States.Timeout" && name === "States.HeartbeatTimeout";
}
