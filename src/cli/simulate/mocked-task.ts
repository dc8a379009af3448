import type { Json } from "#asl";
import { TaskFailure, type TaskWorker } from "#interpreter";

/** What one attempt of a task answers, and how it comes to it. */
export type Mock = MockedWork & ({ readonly output: Json } | { readonly error: string; readonly cause: string });

export interface MockedWork {
  /** Of a task that goes on after its call: what the service said. */
  readonly submitted?: Json;
  /** Of an activity: the name of the worker that takes it. */
  readonly worker?: string;
  /** Of an activity: `false` where no worker takes it. Then an error says why it could not be scheduled. @default true */
  readonly started?: boolean;
  /** Seconds since the task began at which the worker says that it is alive. */
  readonly heartbeats?: readonly number[];
  /** Seconds after which the answer comes. @default 0 */
  readonly after?: number;
}

/** Answers a task as its mock says; the execution's time passes meanwhile. */
export async function performMock(mock: Mock, worker: TaskWorker): Promise<Json> {
  const { submitted, started = true, heartbeats = [], after } = mock;
  const begunAt = worker.now();
  const until = async (seconds: number): Promise<void> => {
    const milliseconds = begunAt + seconds * 1000 - worker.now();
    if (milliseconds > 0) await worker.sleep(milliseconds);
  };
  if (started) worker.started(mock.worker);
  else if ("output" in mock) await worker.sleep(Number.POSITIVE_INFINITY);
  if (submitted !== undefined) worker.submitted(submitted);
  for (const seconds of heartbeats) {
    await until(seconds);
    worker.heartbeat();
  }
  if (after !== undefined) await until(after);
  if ("error" in mock) throw new TaskFailure(mock.error, mock.cause);
  return mock.output;
}
