import { describe, expect, it } from "vitest";
import { TaskFailure } from "#interpreter";
import { run, task } from "../machine.ts";

const fail =
  (error: string, cause = "") =>
  () => {
    throw new TaskFailure(error, cause);
  };

describe("a Task state", () => {
  it("gives the task its evaluated Arguments and keeps the result as output", async () => {
    const states = { Add: task({ Arguments: { n: "{% $states.input.n + 1 %}" } }) };
    const outcome = await run(states, { n: 1 }, { Add: ({ arguments: given }) => ({ given }) });
    expect(outcome).toMatchObject({ status: "SUCCEEDED", output: { given: { n: 2 } }, transitions: 1 });
  });

  it("gives the task the state's input where there are no Arguments", async () => {
    const outcome = await run({ Echo: task() }, { n: 1 }, { Echo: ({ arguments: given }) => given });
    expect(outcome.output).toEqual({ n: 1 });
  });

  it("retries by the first retrier that names the error, with its own count", async () => {
    const errors = ["A", "B", "A", "B"];
    const states = {
      Work: task({
        Retry: [
          { ErrorEquals: ["A"], MaxAttempts: 2 },
          { ErrorEquals: ["States.ALL"], MaxAttempts: 1 },
        ],
      }),
    };
    const attempts: number[] = [];
    const Work = ({ attempt }: { readonly attempt: number }) => {
      attempts.push(attempt);
      return fail(errors[attempt] ?? "none")();
    };
    const outcome = await run(states, {}, { Work });
    expect(attempts).toEqual([0, 1, 2, 3]);
    expect(outcome).toMatchObject({ status: "FAILED", error: "B" });
  });

  it("waits longer before each retry, up to MaxDelaySeconds", async () => {
    const Retry = [{ ErrorEquals: ["Busy"], IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 50, MaxAttempts: 3 }];
    const { history } = await run({ Work: task({ Retry }) }, {}, { Work: fail("Busy") }, { startAt: 0 });
    const scheduled = history.filter(({ type }) => type === "TaskScheduled").map(({ timestamp }) => timestamp / 1000);
    expect(scheduled).toEqual([0, 10, 40, 90]);
  });

  it("spreads retries with full jitter, the same for the same seed", async () => {
    const Retry = [{ ErrorEquals: ["Busy"], IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: "FULL" }];
    const delayOf = async (seed: number) => {
      const { history } = await run({ Work: task({ Retry }) }, {}, { Work: fail("Busy") }, { startAt: 0, seed });
      return history.at(-1)?.timestamp ?? 0;
    };
    const delays = [await delayOf(1), await delayOf(2), await delayOf(1)];
    expect(delays[0]).toBe(delays[2]);
    expect(delays[0]).not.toBe(delays[1]);
    expect(Math.max(...delays)).toBeLessThan(100_000);
  });

  it("counts retries in the context object and evaluates Arguments anew", async () => {
    const states = {
      Work: task({
        Arguments: "{% $states.context.State.RetryCount %}",
        Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }],
      }),
    };
    const seen: unknown[] = [];
    await run(states, {}, { Work: ({ arguments: given }) => (seen.push(given), fail("Busy")()) });
    expect(seen).toEqual([0, 1]);
  });

  it("catches a failed evaluation of its own by name", async () => {
    const states = {
      Work: task({
        Output: "{% $states.result.no %}",
        Catch: [{ ErrorEquals: ["States.QueryEvaluationError"], Next: "Caught" }],
      }),
      Caught: { Type: "Pass", Output: "{% $states.input.Error %}", End: true },
    };
    const outcome = await run(states, {}, { Work: () => ({}) });
    expect(outcome.output).toBe("States.QueryEvaluationError");
    expect(outcome.history.map(({ type }) => type)).toContain("EvaluationFailed");
  });

  it("does not take States.TaskFailed for a timeout", async () => {
    const states = {
      Work: task({
        Catch: [
          { ErrorEquals: ["States.TaskFailed"], Next: "Failed" },
          { ErrorEquals: ["States.Timeout"], Next: "TimedOut" },
        ],
      }),
      Failed: { Type: "Succeed", Output: "failed" },
      TimedOut: { Type: "Succeed", Output: "timed out" },
    };
    expect((await run(states, {}, { Work: fail("States.Timeout") })).output).toBe("timed out");
    expect((await run(states, {}, { Work: fail("Anything") })).output).toBe("failed");
  });

  it("lets States.ALL catch a task's result above 256 KiB, as recorded on AWS", async () => {
    const states = {
      Work: task({ Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput %}", Next: "Caught" }] }),
      Caught: { Type: "Succeed" },
    };
    const outcome = await run(states, {}, { Work: () => "x".repeat(262_143) });
    expect(outcome.output).toEqual({
      Error: "States.DataLimitExceeded",
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  it("does not let States.ALL catch data of its own above 256 KiB", async () => {
    const states = {
      Work: task({
        Output: "{% $join($range(1, 60000, 1) ~> $map(function($n) { 'xxxxx' })) %}",
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }],
      }),
      Caught: { Type: "Succeed" },
    };
    const outcome = await run(states, {}, { Work: () => 1 });
    expect(outcome).toMatchObject({ status: "FAILED", error: "States.DataLimitExceeded" });
  });

  it("measures 256 KiB in bytes of UTF-8", async () => {
    const states = { Work: task() };
    const exact = await run(states, {}, { Work: () => "é".repeat(131_071) });
    const above = await run(states, {}, { Work: () => "é".repeat(131_072) });
    expect([exact.status, above.error]).toEqual(["SUCCEEDED", "States.DataLimitExceeded"]);
  });
});
