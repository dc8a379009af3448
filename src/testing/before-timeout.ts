import type { Runtime } from "#authoring";
import type { VirtualClock } from "./virtual-clock.ts";

/** The execution itself took too long, not a call in it. */
export class ExecutionTimedOut extends Error {
  override readonly name = "States.Timeout";
}

export interface Deadline {
  readonly seconds: number;
  readonly clock: VirtualClock;
  /** @default a States.Timeout */
  readonly failure?: Error;
}

/** Does work; fails when it takes longer, and tells the work by the signal. */
export async function beforeTimeout<Result>(
  work: (over: AbortSignal) => Promise<Result>,
  { seconds, clock, failure = Object.assign(new Error(""), { name: "States.Timeout" }) }: Deadline,
): Promise<Result> {
  const [ended, over] = [new AbortController(), new AbortController()];
  const timeout = clock.until(clock.now() + seconds * 1000, ended.signal).then(() => {
    over.abort();
    throw failure;
  });
  try {
    return await Promise.race([work(over.signal), timeout]);
  } finally {
    ended.abort();
  }
}

/** The runtime of an execution that ends with the signal: a function cannot be stopped, but none of its calls returns any more. */
export function haltedBy(over: AbortSignal, runtime: Runtime): Runtime {
  const halting =
    <Parameters extends readonly unknown[], Result>(call: (...parameters: Parameters) => Promise<Result>) =>
    (...parameters: Parameters): Promise<Result> =>
      over.aborted ? new Promise<Result>(() => undefined) : call(...parameters);
  return {
    ...runtime,
    callTask: halting(runtime.callTask),
    callAws: halting(runtime.callAws),
    emit: halting(runtime.emit),
    sleep: halting(runtime.sleep),
    sleepUntil: halting(runtime.sleepUntil),
    mapItems: halting(runtime.mapItems),
    callWorkflow: halting(runtime.callWorkflow),
    callback: halting(runtime.callback),
  };
}
