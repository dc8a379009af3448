import { describe, expect, it } from "vitest";
import type { ExecutionEvent } from "#interpreter";
import { createMailboxes } from "../../../src/local/runtime/mailboxes.ts";
import type { Delivery } from "../../../src/local/runtime/mailboxes.ts";

const fired = (timerId: string): ExecutionEvent => ({ type: "TimerFired", at: 0, timerId });

/** What was delivered, as `execution: timers` per delivery. */
function summarize(deliveries: readonly (readonly Delivery[])[]): readonly (readonly string[])[] {
  return deliveries.map((round) =>
    round.map(({ executionId, mail }) => {
      const timers = mail.map(({ event }) => (event.type === "TimerFired" ? event.timerId : event.type));
      return `${executionId}: ${timers.join(" ")}`;
    }),
  );
}

describe("mailboxes", () => {
  it("deliver what is ready together in one round, in order per execution", async () => {
    const rounds: (readonly Delivery[])[] = [];
    const mailboxes = createMailboxes({ deliver: async (round) => void rounds.push(round), log: () => undefined });
    mailboxes.post(1, { event: fired("a") });
    mailboxes.post(2, { event: fired("b") });
    mailboxes.post(1, { event: fired("c") });
    await mailboxes.settled();
    expect(summarize(rounds)).toEqual([["1: a c", "2: b"]]);
  });

  it("keep what comes during a delivery for the next one", async () => {
    const rounds: (readonly Delivery[])[] = [];
    const mailboxes = createMailboxes({
      deliver: async (round) => {
        rounds.push(round);
        if (rounds.length === 1) mailboxes.post(1, { event: fired("later") });
        await Promise.resolve();
      },
      log: () => undefined,
    });
    mailboxes.post(1, { event: fired("first") });
    await mailboxes.settled();
    expect(summarize(rounds)).toEqual([["1: first"], ["1: later"]]);
  });

  it("tell of a commit only once it is done", async () => {
    const told: string[] = [];
    const mailboxes = createMailboxes({ deliver: async () => void told.push("delivered"), log: () => undefined });
    mailboxes.post(1, { event: fired("a"), committed: () => void told.push("committed") });
    await mailboxes.settled();
    expect(told).toEqual(["delivered", "committed"]);
  });

  it("give a failed commit back to those who wait and try the rest again in order", async () => {
    const rounds: (readonly Delivery[])[] = [];
    const failures: unknown[] = [];
    const logged: string[] = [];
    const mailboxes = createMailboxes({
      deliver: async (round) => {
        rounds.push(round);
        if (rounds.length > 1) return;
        mailboxes.post(1, { event: fired("later") });
        throw new Error("disk full");
      },
      log: (line) => logged.push(line),
    });
    mailboxes.post(1, { event: fired("kept") });
    mailboxes.post(1, { event: fired("given back"), failed: (error) => void failures.push(String(error)) });
    await mailboxes.settled();
    expect(summarize(rounds)).toEqual([["1: kept given back"], ["1: kept later"]]);
    expect(failures).toEqual(["Error: disk full"]);
    expect(logged.join()).toMatch(/tried again: disk full/);
  });

  it("take nothing after they were closed", async () => {
    const failures: string[] = [];
    const mailboxes = createMailboxes({ deliver: async () => undefined, log: () => undefined });
    await mailboxes.close();
    mailboxes.post(1, { event: fired("late"), failed: (error) => void failures.push(String(error)) });
    expect(failures).toEqual(["ServiceUnavailable: The local cloud is stopping"]);
  });
});
