import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { readStep } from "../../../src/local/runtime/history-store.ts";

const executions = 60;
const kills = 4;
/** Each has a distributed Map of two items. */
const withChildren = executions * 3;

const folder = mkdtempSync(join(tmpdir(), "millrace-crash-"));
const journal = join(folder, "journal.txt");
const dataFolder = join(folder, "data");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lives until it has done all, or is killed when the journal has grown by so many lines; gives the signal that ended it. */
async function live(killAfterLines: number | undefined): Promise<string | null> {
  const script = join(import.meta.dirname, "crash-process.ts");
  const child = spawn(process.execPath, [script, dataFolder, journal, String(executions)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<string | null>((resolve) => child.once("exit", (_, signal) => resolve(signal)));
  const before = lines().length;
  const watch = setInterval(() => {
    if (killAfterLines !== undefined && lines().length >= before + killAfterLines) child.kill("SIGKILL");
  }, 2);
  const signal = await ended;
  clearInterval(watch);
  return signal;
}

const lines = (): readonly string[] => readFileSync(journal, "utf8").split("\n").filter(Boolean);

/** How often each task result was recorded, keyed `execution step`, as the histories tell it. */
function recordedResults(): Map<string, number> {
  const db = new DatabaseSync(join(dataFolder, "state.db"));
  const counts = new Map<string, number>();
  const steps = db.prepare("SELECT events FROM states_history_steps").all();
  for (const event of steps.flatMap(({ events }) => readStep(String(events)))) {
    if (event.type !== "TaskSucceeded") continue;
    const { Payload } = JSON.parse(String(event.taskSucceededEventDetails?.output)) as {
      Payload: { execution: number; step: number };
    };
    const key = `${Payload.execution} ${Payload.step - 1}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  db.close();
  return counts;
}

it("loses nothing and repeats no recorded result however often the process is killed", async () => {
  writeFileSync(journal, "");
  const lives: { readonly seen: number; readonly recorded: Map<string, number> }[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    // A process that came to its end was not killed, and proves nothing.
    expect(await live(15 + 25 * kill)).toBe("SIGKILL");
    lives.push({ seen: lines().length, recorded: recordedResults() });
  }
  await live(undefined);
  const all = lines();
  expect(all.at(-1)).toBe("over");

  // What was recorded when the process was killed ran in no later life.
  for (const { seen, recorded } of lives) {
    const later = all
      .slice(seen)
      .filter((line) => line.startsWith("task "))
      .map((line) => line.slice("task ".length));
    expect(later.filter((task) => recorded.has(task))).toEqual([]);
  }
  const results = recordedResults();
  expect(results.size).toBe(executions * 7);
  expect([...results.values()].every((count) => count === 1)).toBe(true);

  const db = new DatabaseSync(join(dataFolder, "state.db"));
  const statuses = db.prepare("SELECT status, count(*) AS n FROM states_executions GROUP BY status").all();
  expect(statuses).toEqual([{ status: "SUCCEEDED", n: withChildren }]);
  const leftOver = ["snapshots", "timers", "tasks"].filter(
    (table) => db.prepare(`SELECT * FROM states_${table}`).all().length > 0,
  );
  expect(leftOver).toEqual([]);
  // Each status change was told once, for it was kept with its step.
  const told = db
    .prepare("SELECT status, count(*) AS n, count(DISTINCT name) AS names FROM told GROUP BY status")
    .all();
  expect(told.map((row) => ({ ...row }))).toEqual([
    { status: "RUNNING", n: withChildren, names: withChildren },
    { status: "SUCCEEDED", n: withChildren, names: withChildren },
  ]);
  db.close();
}, 60_000);
