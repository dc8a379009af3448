import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { runExecution } from "#interpreter";
import type { PerformTask, TaskWorker } from "#interpreter";
import { machineOf, run, task } from "./machine.ts";

const day = 86_400;

describe("an execution in memory", () => {
  it("does not begin before whoever started it has spoken to the end", async () => {
    const began: string[] = [];
    const outcome = runExecution({
      machine: machineOf({ Work: task() }),
      input: {},
      performTask: async ({ stateName }) => {
        began.push(stateName);
        return null;
      },
    });
    expect(began).toEqual([]);
    await outcome;
    expect(began).toEqual(["Work"]);
  });

  it("fails a task that throws before it gives a promise, and takes a value for one", async () => {
    const states = {
      Work: task({ Catch: [{ ErrorEquals: ["TypeError"], Next: "Late" }] }),
      Late: task(),
    };
    const performTask: PerformTask = ({ stateName }) => {
      if (stateName === "Work") throw new TypeError("no");
      return "at once" as never;
    };
    const outcome = await runExecution({ machine: machineOf(states), input: {}, performTask });
    expect(outcome).toMatchObject({ status: "SUCCEEDED", output: "at once" });
  });

  it("fires timers when they are due, whatever their order", async () => {
    const branch = (Seconds: number): Json => ({
      StartAt: `W${Seconds}`,
      States: { [`W${Seconds}`]: { Type: "Wait", Seconds, End: true } },
    });
    const states = { All: { Type: "Parallel", Branches: [3, 1, 5, 2, 4, 1.5].map((n) => branch(n * 2)), End: true } };
    const { history } = await run(states, {}, {}, { startAt: 0 });
    const exits = history.filter(({ type }) => type === "WaitStateExited");
    expect(exits.map(({ timestamp }) => timestamp / 1000)).toEqual([2, 3, 4, 6, 8, 10]);
  });

  it("withdraws the timers of what was aborted from the midst of others", async () => {
    const branch = (name: string, first: Json): Json => ({ StartAt: name, States: { [name]: first } });
    const wait = (Seconds: number): Json => ({ Type: "Wait", Seconds, End: true });
    const performTask: PerformTask = async (_task, worker) => {
      await worker.sleep(Number.POSITIVE_INFINITY);
      return null;
    };
    const inner = {
      Type: "Parallel",
      Branches: [
        branch("A", wait(30)),
        branch("B", { ...(task({ TimeoutSeconds: 5 }) as object) }),
        branch("C", wait(10)),
      ],
      Catch: [{ ErrorEquals: ["States.Timeout"], Next: "After" }],
      End: true,
    };
    const states = {
      Both: {
        Type: "Parallel",
        Branches: [
          { StartAt: "Inner", States: { Inner: inner, After: { Type: "Wait", Seconds: 3, End: true } } },
          branch("D", wait(20)),
        ],
        End: true,
      },
    };
    const { status, history } = await runExecution({ machine: machineOf(states), input: {}, performTask, startAt: 0 });
    expect(status).toBe("SUCCEEDED");
    const exits = history.filter(({ type }) => type === "WaitStateExited");
    expect(exits.map(({ timestamp }) => timestamp / 1000)).toEqual([8, 20]);
  });

  it("tells the time of events years after its start", async () => {
    const states = { First: { Type: "Wait", Seconds: 400 * day, Next: "Done" }, Done: { Type: "Succeed" } };
    const startAt = Date.UTC(2026, 0, 1);
    const { history } = await run(states, {}, {}, { startAt });
    expect(history.map(({ timestamp }) => (timestamp - startAt) / 1000)).toEqual([0, 0, ...Array(4).fill(400 * day)]);
  });

  it("goes on when a timer fires that its task no longer waits for", async () => {
    const states = { Work: task({ Next: "Later" }), Later: { Type: "Wait", Seconds: 60, End: true } };
    const performTask = async (_task: unknown, worker: TaskWorker): Promise<Json> => {
      void worker.sleep(5000);
      await Promise.resolve();
      return null;
    };
    const { status } = await runExecution({ machine: machineOf(states), input: {}, performTask });
    expect(status).toBe("SUCCEEDED");
  });

  it("takes up what comes while the reference evaluates", async () => {
    // The parent operator is left to the reference.
    const Output = "{% {'ids': $states.input.orders.lines.(%.id)} %}";
    const branch = (name: string): Json => ({ StartAt: name, States: { [name]: task({ Output }) } });
    const states = { Both: { Type: "Parallel", Branches: [branch("A"), branch("B")], End: true } };
    const done = async () => null;
    const { output } = await run(states, { orders: [{ id: 1, lines: [{}] }] }, { A: done, B: done });
    expect(output).toEqual([{ ids: 1 }, { ids: 1 }]);
  });

  it("fails for whoever waits when a listener to its history throws", async () => {
    const listener = (): never => {
      throw new RangeError("full");
    };
    await expect(run({ Only: { Type: "Succeed" } }, {}, {}, { history: listener })).rejects.toThrow("full");
  });

  it("fails for whoever waits when nothing will ever happen", async () => {
    const performTask = async (_task: unknown, worker: TaskWorker): Promise<Json> => {
      await worker.sleep(Number.POSITIVE_INFINITY);
      return null;
    };
    const outcome = runExecution({ machine: machineOf({ Work: task() }), input: {}, performTask });
    await expect(outcome).rejects.toThrow("never comes");
  });

  it("tells its listener of each event once, and keeps none", async () => {
    const told: number[] = [];
    const states = { A: { Type: "Wait", Seconds: 1, Next: "B" }, B: { Type: "Succeed" } };
    const { history } = await run(states, {}, {}, { history: ({ id }) => void told.push(id) });
    expect(told).toEqual([1, 2, 3, 4, 5, 6]);
    expect(history).toEqual([]);
  });
});
