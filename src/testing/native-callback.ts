import type { CallbackOptions, Json, Runtime } from "#authoring";
import { awsRetriers, defaultEmitRetrier, taskRetriers } from "#compiler";
import type { RunAws } from "./aws-runner.ts";
import type { CallbackAnswers } from "./callback-answers.ts";
import { checkAnswer } from "./check-answer.ts";
import { type Recorder, throughJson } from "./recorder.ts";
import { retryCall, type Retrier } from "./retry-call.ts";
import type { RunTask } from "./task-runner.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface NativeCallbackOptions {
  readonly runTask: RunTask;
  readonly runAws: RunAws;
  readonly recorder: Recorder;
  readonly clock: VirtualClock;
  readonly answers: CallbackAnswers;
  /** Runs a function whose calls reach another runtime. */
  readonly within: <Result>(runtime: Runtime, run: () => Promise<Result>) => Promise<Result>;
}

/** Runs a callback as its state does: the call, then the wait for the answer, and both again on a retry. */
export function createNativeCallback(options: NativeCallbackOptions, runtime: () => Runtime): Runtime["callback"] {
  return async (callback, start) => {
    const answer = await retryCall(async (attempt, use) => {
      const token = options.answers.nextToken();
      let sent: { readonly target: string; readonly input: Json } | undefined;
      const note = (target: string, input: unknown, retriers: readonly Retrier[]): void => {
        sent = { target, input: throughJson(input) };
        use(retriers);
      };
      await options.within(callingRuntime(runtime(), options, attempt, note), () => start(token));
      if (sent === undefined) throw new TypeError("the function of a callback made no call");
      return await waitForAnswer(callback, token, sent, options);
    }, options.clock);
    await checkAnswer(callback.output, answer);
    return answer;
  };
}

type Note = (target: string, input: unknown, retriers: readonly Retrier[]) => void;

/** What the callback's own call reaches: it is retried together with the wait for its answer. */
function callingRuntime(
  runtime: Runtime,
  { runTask, runAws, clock }: NativeCallbackOptions,
  attempt: number,
  note: Note,
): Runtime {
  return {
    ...runtime,
    callTask(contract, input, options) {
      note(contract.name, input, taskRetriers(options));
      return clock.during(() => runTask(contract, input, attempt));
    },
    callAws(operation, input, options) {
      const name = `${operation.service}:${operation.name}`;
      note(name, input, awsRetriers(operation, options));
      return clock.during(() => runAws(name, input, attempt));
    },
    emit(event, detail) {
      note(event.name, detail, [defaultEmitRetrier]);
      return runtime.emit(event, detail);
    },
  };
}

async function waitForAnswer(
  { timeoutSeconds, heartbeatSeconds }: CallbackOptions,
  token: string,
  { target, input }: { readonly target: string; readonly input: Json },
  { clock, answers }: NativeCallbackOptions,
): Promise<Json> {
  const over = new AbortController();
  let alive = clock.now();
  const fail = (name: string): never => {
    throw Object.assign(new Error(""), { name });
  };
  const timeout = clock.until(clock.now() + timeoutSeconds * 1000, over.signal).then(() => fail("States.Timeout"));
  const watchHeartbeat = async (seconds: number): Promise<never> => {
    for (;;) {
      const dueAt = alive + seconds * 1000;
      await clock.until(dueAt, over.signal);
      if (alive + seconds * 1000 <= dueAt) fail("States.HeartbeatTimeout");
    }
  };
  const waits: Promise<Json>[] = [timeout];
  if (heartbeatSeconds !== undefined) waits.push(watchHeartbeat(heartbeatSeconds));
  const worker = {
    token,
    wait: (milliseconds: number) => clock.untilDuringWork(clock.now() + milliseconds),
    heartbeat: () => {
      alive = clock.now();
    },
  };
  // Where nobody answers only time can end the wait.
  const answered = answers.answer(target, input, worker);
  if (answered !== undefined) waits.push(clock.during(() => answered));
  try {
    return await Promise.race(waits);
  } finally {
    over.abort();
  }
}
