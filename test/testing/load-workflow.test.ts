import { join } from "node:path";
import { emittedEvent, loadWorkflow, type Outcome, type StandIn } from "millrace/testing";
import { beforeAll, describe, expect, it } from "vitest";

import { orderPlaced } from "./fixture/charge-order.ts";

type ChargeOrder = typeof import("./fixture/charge-order.ts");

const file = join(import.meta.dirname, "fixture/charge-order.ts");

const placed = (total: number) => emittedEvent(orderPlaced, { id: "o1", total });

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

describe("loadWorkflow", () => {
  let workflow: Awaited<ReturnType<typeof loadWorkflow<ChargeOrder>>>;

  beforeAll(async () => {
    workflow = await loadWorkflow<ChargeOrder>(file);
  });

  /** Runs both ways and checks that they agree, which is what a user relies on. */
  const runBoth = async (total: number, tasks: Readonly<Record<string, StandIn>> = {}) => {
    const compiled = await workflow.execute({ input: placed(total), tasks });
    const native = await workflow.executeNatively({ input: placed(total), tasks });
    const essence = ({ status, output, error, calls, events }: Outcome<unknown>) => ({
      status,
      output,
      error,
      calls,
      events,
    });
    expect(essence(native)).toEqual(essence(compiled));
    return compiled;
  };

  it("runs the real handlers where there is no stand-in", async () => {
    const run = await runBoth(20);
    expect(run.status).toBe("SUCCEEDED");
    expect(run.output).toEqual({ status: "charged", chargeId: "charge-o1" });
    expect(run.calls).toEqual([{ task: "charge-card", input: { orderId: "o1", amount: 20 } }]);
    expect(run.events).toEqual([{ name: "order.charged", detail: { id: "o1", chargeId: "charge-o1" } }]);
    expect(run.transitions).toBeGreaterThan(0);
    expect(run.history[0]?.type).toBe("ExecutionStarted");
  });

  it("lets a declared error of a real handler be caught", async () => {
    const run = await runBoth(200);
    expect(run.output).toEqual({ status: "declined", reason: "order o1 is above the limit" });
  });

  it("gives a stand-in its input and the number of its attempt", async () => {
    const attempts: number[] = [];
    const standIn: StandIn = async (input: { readonly orderId: string }, { attempt }) => {
      attempts.push(attempt);
      if (attempt < 2) throw named("Lambda.TooManyRequestsException", "slow down");
      return { chargeId: input.orderId };
    };
    const run = await runBoth(1, { "charge-card": standIn });
    expect(run.output).toEqual({ status: "charged", chargeId: "o1" });
    expect(attempts).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it("fails the execution on an error that the contract does not declare", async () => {
    const run = await runBoth(1, {
      "charge-card": async () => {
        throw named("ConnectionLost", "no network");
      },
    });
    expect(run).toMatchObject({ status: "FAILED", error: "ConnectionLost" });
  });

  it("rejects a stand-in whose output the contract does not allow", async () => {
    const run = await runBoth(1, { "charge-card": async () => ({ chargeNumber: 7 }) });
    expect(run).toMatchObject({ status: "FAILED", error: "Millrace.InvalidTaskOutput" });
  });

  it("rejects a stand-in for a task that the workflow does not call", async () => {
    await expect(workflow.execute({ input: placed(1), tasks: { "charge-cart": async () => ({}) } })).rejects.toThrow(
      'the workflow calls no task named "charge-cart"; it calls "charge-card"',
    );
  });

  it("refuses an event that breaks its schema before the first state", async () => {
    const broken = { ...placed(1), detail: { id: "o1" } } as never;
    const [compiled, native] = [
      await workflow.execute({ input: broken }),
      await workflow.executeNatively({ input: broken }),
    ];
    expect(compiled).toMatchObject({ status: "FAILED", error: "Millrace.InvalidInput", calls: [] });
    expect(compiled.cause).toContain("detail.total");
    expect(native).toMatchObject({ status: "FAILED", error: "Millrace.InvalidInput", calls: [] });
  });

  it("runs native executions side by side without mixing them up", async () => {
    const runs = await Promise.all([1, 2, 3].map((total) => workflow.executeNatively({ input: placed(total) })));
    expect(runs.map(({ calls }) => calls.map(({ input }) => input))).toEqual(
      [1, 2, 3].map((amount) => [{ orderId: "o1", amount }]),
    );
  });
});
