import { loadMachine, runExecution } from "#interpreter";

// Run by the benchmark in a process of its own, with --expose-gc: how much memory executions take that wait for a day.
// Prints the megabytes of the idle process, interpreter loaded, and those of the parked executions above it.

const count = Number(process.argv[2]);
const machine = loadMachine({
  QueryLanguage: "JSONata",
  StartAt: "Prepare",
  States: {
    Prepare: { Type: "Pass", Assign: { order: "{% $states.input.order %}" }, Next: "WaitADay" },
    WaitADay: { Type: "Wait", Seconds: 86_400, Next: "Done" },
    Done: { Type: "Succeed" },
  },
});

/** Time stands still; the timers are kept as a clock would keep them. */
const timers = new Map<() => void, number>();
const clock = {
  now: () => Date.UTC(2026, 0, 1),
  at(dueAt: number, callback: () => void) {
    timers.set(callback, dueAt);
    return () => void timers.delete(callback);
  },
};

function park(number: number): Promise<unknown> {
  const input = { order: { id: `order-${number}`, amount: number, customer: { name: "Ann", city: "Oslo" } } };
  return runExecution({ machine, input, clock, performTask: async () => null });
}

/** The process's memory once it is quiet and nothing is left to collect. */
async function settled(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    // Gives the pages back, too, which an ordinary collection keeps for what may come.
    globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  }
  return process.memoryUsage().rss / 2 ** 20;
}

const idle = await settled();
const parked: Promise<unknown>[] = [];
for (let number = 0; number < count; number++) parked.push(park(number));
const full = await settled();
if (timers.size < count) throw new Error(`only ${timers.size} executions wait`);
console.log(JSON.stringify({ idle, parked: full - idle, executions: parked.length }));
process.exit(0);
