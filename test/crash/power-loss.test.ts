import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { dieAtRandom } from "./die-at-random.ts";
import { drain, forgotten, lostEvents, lostItems, lostObjects, tornDatabase, wrongExecutions } from "./invariants.ts";
import { journalLines, tasksRunAgain } from "./journal.ts";
import { beginLife } from "./life.ts";
import { clientsOf, deploy, nothingAccepted } from "./load.ts";
import { createRecordedResults } from "./recorded-results.ts";
import { buildSyncedCopy, watchSyncs } from "./synced-copy.ts";
import { workloadStack } from "./workload-stack.ts";

const losses = Number(process.env.LOSSES ?? 50);

// A killed process leaves what it wrote to the system; a machine without power only what was synced. So each life ends with
// a kill and with what the syncs alone had made safe.
describe.skipIf(process.platform !== "linux" || !hasTool("cc"))("power failures with --durable full", () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-power-"));
  let library = "";
  beforeAll(() => {
    library = buildSyncedCopy(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function liveThrough(name: string, times: number, synchronous?: "OFF") {
    const home = join(folder, name);
    const journal = join(folder, `${name}.txt`);
    writeFileSync(journal, "");
    const accepted = nothingAccepted();
    const recorded = createRecordedResults();
    const [problems, lives]: [string[], string[]] = [[], []];
    let number = 0;
    let known: ReadonlySet<string> = new Set();
    let dataFolder = join(home, "0");
    let synced = watchSyncs(library, dataFolder, join(home, "synced"));
    const begin = () =>
      beginLife({ dataFolder, port, environment: synced.environment, ...(synchronous && { synchronous }) });
    let port = 0;
    const first = begin();
    const endpoint = await first.ready;
    port = Number(new URL(endpoint).port);
    const clients = clientsOf(endpoint);
    await deploy(clients, workloadStack(journal));
    for (let loss = 1; loss <= times; loss += 1) {
      const seen = journalLines(journal).length;
      await dieAtRandom(loss === 1 ? first : begin(), clients, accepted, () => (number += 1));
      lives.push(dataFolder);
      dataFolder = join(home, String(loss));
      synced.restore(dataFolder);
      const found = forgotten(dataFolder, accepted);
      problems.push(...found.map((problem) => `after ${loss} power failures: ${problem}`));
      // The next life has nothing to stand on.
      if (found.length > 0) return problems;
      problems.push(
        ...tasksRunAgain(journal, seen, known).map((line) => `${line} ran again although its result was safe`),
      );
      // Reading may write, as whoever opens a database that was not closed puts it in order first.
      known = new Set(recorded.read(dataFolder));
      synced = watchSyncs(library, dataFolder, join(home, "synced"));
      rmSync(lives.shift() ?? "", { recursive: true, force: true });
    }
    const last = begin();
    await last.ready;
    await drain(clients, accepted, dataFolder);
    problems.push(...(await lostObjects(clients, accepted)).map((key) => `${key} is lost`));
    await last.kill();
    problems.push(...lostEvents(dataFolder, accepted).map((id) => `the event ${id} is lost`));
    problems.push(
      ...lostItems(dataFolder, accepted),
      ...wrongExecutions(dataFolder, accepted),
      ...tornDatabase(dataFolder),
    );
    const { objects, eventIds, executions, items } = accepted;
    const [counted, added] = [items.counted.size, items.added.length];
    console.log(
      `${times} power failures: ${objects.size} objects, ${eventIds.size} events, ${executions.size} executions, ` +
        `${items.put.size} items, ${counted} transactions, ${added} additions`,
    );
    return problems;
  }

  it(`lose nothing that was accepted, ${losses} times`, async () => {
    expect(await liveThrough("full", losses)).toEqual([]);
  });

  it("lose it where SQLite is told not to sync, which shows that the test can tell", async () => {
    expect(await liveThrough("off", 3, "OFF")).not.toEqual([]);
  });
});
