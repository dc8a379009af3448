import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import {
  drain,
  expectedResults,
  lostEvents,
  lostItems,
  lostObjects,
  strayBodies,
  tornDatabase,
  wrongExecutions,
} from "./invariants.ts";
import { dieAtRandom } from "./die-at-random.ts";
import { journalLines, tasksRunAgain } from "./journal.ts";
import { beginLife } from "./life.ts";
import { type Accepted, clientsOf, deploy, type NextNumber, nothingAccepted } from "./load.ts";
import { createRecordedResults } from "./recorded-results.ts";
import { workloadStack } from "./workload-stack.ts";

const kills = Number(process.env.KILLS ?? 500);

const folder = mkdtempSync(join(tmpdir(), "millrace-crash-"));
const journal = join(folder, "journal.txt");
const dataFolder = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`loses nothing and repeats no recorded result though the process is killed ${kills} times`, async () => {
  writeFileSync(journal, "");
  const accepted = nothingAccepted();
  const recorded = createRecordedResults();
  const repeated: string[] = [];
  const tornAt: string[] = [];
  const wrong: string[] = [];
  let number = 0;
  const next: NextNumber = () => (number += 1);

  const first = beginLife({ dataFolder });
  const endpoint = await first.ready;
  // The same port in each life: the clients, slow to begin, are kept.
  const port = Number(new URL(endpoint).port);
  const clients = clientsOf(endpoint);
  await deploy(clients, workloadStack(journal));
  await first.kill();

  for (let kill = 1; kill <= kills; kill += 1) {
    const [known, seen] = [new Set(recorded.read(dataFolder)), journalLines(journal).length];
    const life = beginLife({ dataFolder, port });
    await dieAtRandom(life, clients, accepted, next);
    repeated.push(...tasksRunAgain(journal, seen, known));
    wrong.push(...lostItems(dataFolder, accepted).map((problem) => `after ${kill} kills: ${problem}`));
    if (kill % 50 === 0) {
      tornAt.push(...tornDatabase(dataFolder).map((problem) => `after ${kill} kills: ${problem}`));
      console.log(`${kill} kills: ${sizes(accepted)}`);
    }
  }

  // A load that never got through would prove nothing.
  const { objects, eventIds, executions, schedules, items } = accepted;
  for (const { size } of [objects, eventIds, executions, schedules, items.put, items.counted, new Set(items.added)])
    expect(size).toBeGreaterThanOrEqual(Math.max(1, kills / 4 - 4));
  const last = beginLife({ dataFolder, port });
  await last.ready;
  await drain(clients, accepted, dataFolder);
  expect(await lostObjects(clients, accepted)).toEqual([]);
  await last.kill();

  expect([...wrong, ...lostItems(dataFolder, accepted)]).toEqual([]);
  expect(lostEvents(dataFolder, accepted)).toEqual([]);
  expect(wrongExecutions(dataFolder, accepted)).toEqual([]);
  expect([...tornAt, ...tornDatabase(dataFolder), ...strayBodies(dataFolder)]).toEqual([]);
  expect(repeated).toEqual([]);
  expect(recorded.read(dataFolder).size).toBe(expectedResults(dataFolder));
  expect(recorded.repeated).toEqual([]);
  const told = new Set(journalLines(journal).filter((line) => line.startsWith("told ")));
  expect([...accepted.eventIds].filter((id) => !told.has(`told ${id}`))).toEqual([]);
  console.log(
    `${kills} kills: ${sizes(accepted)}, ${recorded.read(dataFolder).size} task results; nothing lost or repeated`,
  );
});

function sizes({ objects, eventIds, executions, schedules, items }: Accepted): string {
  const counts = `${objects.size} objects, ${eventIds.size} events, ${executions.size} executions, ${schedules.size} schedules`;
  return `${counts}, ${items.put.size} items, ${items.counted.size} transactions, ${items.added.length} additions`;
}
