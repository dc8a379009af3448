import { describe, expect, it } from "vitest";
import type { Clock } from "../../../src/local/clock.ts";
import type { Cloud } from "../../../src/local/service.ts";
import { createDueWork, type DueWork, type DueWorkSource } from "../../../src/local/services/due-work.ts";
import { createManualClock } from "../../support/manual-clock.ts";

interface Piece {
  readonly id: number;
  readonly at: number;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Pieces in memory; what is done leaves, as rows leave their tables. */
function start(pieces: Piece[], clock: Clock, changes: Partial<DueWorkSource<Piece>> = {}) {
  const done: number[] = [];
  const lines: string[] = [];
  const work: DueWork = createDueWork<Piece>({ clock, log: (line: string) => lines.push(line) } as unknown as Cloud, {
    name: "test",
    mostAtOnce: 2,
    takeDue: (now, limit) => pieces.filter(({ at }) => at <= now).slice(0, limit),
    nextDueAt: (now) => pieces.map(({ at }) => at).find((at) => at > now),
    idOf: ({ id }) => id,
    titleOf: ({ id }) => `piece ${id}`,
    async perform(piece) {
      pieces.splice(pieces.indexOf(piece), 1);
      done.push(piece.id);
    },
    ...changes,
  });
  work.wake();
  return { work, done, lines };
}

describe("due work", () => {
  it("does what is due, and what comes to be due when it does", async () => {
    const clock = createManualClock(1000);
    const { done } = start(
      [
        { id: 1, at: 1000 },
        { id: 2, at: 5000 },
      ],
      clock,
    );
    await settle();
    expect(done).toEqual([1]);
    await clock.advance(3999);
    expect(done).toEqual([1]);
    await clock.advance(1);
    await settle();
    expect(done).toEqual([1, 2]);
  });

  it("misses nothing that falls due in the midst of a look", async () => {
    const manual = createManualClock(1000);
    let passed = 0;
    // Time passes with each look at the clock.
    const clock: Clock = { now: () => manual.now() + passed++, at: manual.at };
    const { done } = start([{ id: 1, at: 1001 }], clock);
    await settle();
    await manual.advance(10);
    await settle();
    expect(done).toEqual([1]);
  });

  it("has no more pieces under way than it may, and none twice", async () => {
    const ends: (() => void)[] = [];
    const started: number[] = [];
    const pieces = [1, 2, 3].map((id) => ({ id, at: 0 }));
    const { work } = start(pieces, createManualClock(1000), {
      async perform(piece) {
        started.push(piece.id);
        await new Promise<void>((resolve) => ends.push(resolve));
        pieces.splice(pieces.indexOf(piece), 1);
      },
    });
    await settle();
    work.wake();
    await settle();
    expect(started).toEqual([1, 2]);
    ends[0]?.();
    await settle();
    await settle();
    expect(started).toEqual([1, 2, 3]);
  });

  it("looks again at once while there is more to prepare", async () => {
    const looks: number[] = [];
    start([], createManualClock(1000), { prepare: (now) => looks.push(now) < 3 });
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(looks).toEqual([1000, 1000, 1000]);
  });

  it("tries again after a second what could not be looked at or noted, and says so", async () => {
    const clock = createManualClock(1000);
    let failures = 2;
    const fail = (): void => {
      failures -= 1;
      if (failures >= 0) throw new Error("disk full");
    };
    const pieces = [{ id: 1, at: 0 }];
    const { done, lines } = start(pieces, clock, {
      prepare: () => {
        if (failures === 2) fail();
        return false;
      },
      async perform({ id }) {
        fail();
        pieces.pop();
        done.push(id);
      },
    });
    await clock.advance(999);
    expect(lines).toEqual(["test: Error: disk full"]);
    await clock.advance(1);
    await settle();
    expect(lines).toEqual(["test: Error: disk full", "test: piece 1: Error: disk full"]);
    await clock.advance(1000);
    await settle();
    expect(done).toEqual([1]);
  });

  it("starts nothing once it is closed", async () => {
    const clock = createManualClock(1000);
    const { work, done } = start(
      [
        { id: 1, at: 1000 },
        { id: 2, at: 2000 },
      ],
      clock,
    );
    work.close();
    work.wake();
    await clock.advance(5000);
    expect(done).toEqual([]);
    expect(work.isClosed()).toBe(true);
  });
});
