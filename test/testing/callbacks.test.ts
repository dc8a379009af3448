import { join } from "node:path";
import { type CallbackStandIn, loadWorkflow } from "millrace/testing";
import { describe, expect, it } from "vitest";

type ApproveOrder = typeof import("./fixture/approve-order.ts");

const workflow = await loadWorkflow<ApproveOrder>(join(import.meta.dirname, "fixture/approve-order.ts"));
const tasks = { "ask-approval": () => null };
const input = { id: "o1" };

describe("callbacks in tests", () => {
  it("take no time, though the workflow sleeps for a month and an hour passes before the answer", async () => {
    const seen: unknown[] = [];
    const answer: CallbackStandIn = async (asked: { readonly orderId: string }, { token, wait }) => {
      seen.push([asked, token]);
      await wait(3_599_000);
      return { approved: true };
    };
    const callbacks = { "ask-approval": answer };
    const run = await workflow.execute({ input, tasks, callbacks });
    expect(run).toMatchObject({ status: "SUCCEEDED", output: true });
    expect(await workflow.executeNatively({ input, tasks, callbacks })).toMatchObject({ output: true });
    const sent = [{ token: "task-token-1", orderId: "o1" }, "task-token-1"];
    expect(seen).toEqual([sent, sent]);
    const [first, last] = [run.history[0], run.history.at(-1)];
    expect((last?.timestamp ?? 0) - (first?.timestamp ?? 0)).toBe(30 * 86_400_000 + 3_599_000);
  });

  it("time out where nobody answers", async () => {
    const outcome = { status: "FAILED", error: "States.Timeout" };
    expect(await workflow.execute({ input, tasks })).toMatchObject(outcome);
    expect(await workflow.executeNatively({ input, tasks })).toMatchObject(outcome);
  });

  it("reject a stand-in for a callback that the workflow does not have", async () => {
    const callbacks = { "ask-boss": () => ({ approved: true }) };
    const words = 'the workflow has no callback through "ask-boss"; it has one through "ask-approval"';
    await expect(workflow.execute({ input, tasks, callbacks })).rejects.toThrow(words);
    await expect(workflow.executeNatively({ input, tasks, callbacks })).rejects.toThrow(words);
  });
});
