import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Json } from "#asl";
import { loadMachine, type PerformTask, runExecution } from "#interpreter";
import { type Durability, startCloud } from "#local";
import { createModelLoader } from "../../src/local/protocol/service-models.ts";
import { principalOf } from "../../src/local/runtime/execution-row.ts";
import { createExecutionStore } from "../../src/local/runtime/execution-store.ts";
import { readStep } from "../../src/local/runtime/history-store.ts";
import { lambdaInvoke } from "../../src/local/runtime/integrations/lambda-invoke.ts";
import type { Cloud } from "../../src/local/service.ts";
import { atLeast, type BenchRow, median, shown } from "../row.ts";
import { createPowerfulRole, root, servicesWithEcho } from "./stand-ins.ts";

// A thousand executions at once, each with four tasks and two choices, every step on disk before its effects; beside the
// least that keeping their histories can cost, and beside the same engine and the same tasks with nothing kept.

const executions = 1000;
const rounds = 5;

const task = (Next: string | undefined): object => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Arguments: { FunctionName: "echo", Payload: "{% $states.input %}" },
  Output: "{% $states.result.Payload %}",
  ...(Next === undefined ? { End: true } : { Next }),
});
const choice = (Next: string): object => ({
  Type: "Choice",
  Choices: [{ Condition: "{% $states.input.total > 10 %}", Next }],
  Default: "Refuse",
});
const definition = {
  QueryLanguage: "JSONata",
  StartAt: "One",
  States: {
    One: task("IsLarge"),
    IsLarge: choice("Two"),
    Two: task("Three"),
    Three: task("IsStillLarge"),
    IsStillLarge: choice("Four"),
    Four: task(undefined),
    Refuse: { Type: "Fail", Error: "TooSmall" },
  },
};
const input = {
  id: "order-1",
  total: 42,
  lines: [
    { sku: "a-1", quantity: 2 },
    { sku: "b-7", quantity: 1 },
  ],
};

export async function durableExecutionRows(): Promise<readonly BenchRow[]> {
  const full: number[] = [];
  const normal: number[] = [];
  const raw: number[] = [];
  const unkept: number[] = [];
  const bare: number[] = [];
  // Every run makes the same events: they are read once, so that no run has to clear away what reading them left.
  let rows: readonly KeptRow[] = [];
  await keptSeconds("full", (db) => {
    rows = readRows(db);
  });
  for (let round = 0; round <= rounds; round += 1) {
    const measured = [
      rows.length / (await keptSeconds("full")),
      rows.length / (await keptSeconds("normal")),
      rawRate(rows),
      rows.length / (await unkeptSeconds()),
      rows.length / (await engineSeconds(async ({ arguments: given }) => echo(given))),
    ];
    // The first round warms up.
    if (round > 0) [full, normal, raw, unkept, bare].forEach((list, index) => list.push(measured[index]!));
  }
  const ours = { metric: "1,000 durable executions at once, history events/s", ours: median(full) };
  return [
    atLeast(0.4, { ...ours, anchor: median(raw), anchorName: "raw batch insert of the same bytes" }),
    atLeast(0.1, { ...ours, anchor: median(unkept), anchorName: "the same engine and tasks, nothing kept" }),
    shown({ ...ours, anchor: median(bare), anchorName: "the engine alone, its tasks not called" }),
    atLeast(0.6, { ...ours, anchor: median(normal), anchorName: "--durable normal" }),
  ].map((row) => ({ ...row, ours: Math.round(row.ours), anchor: Math.round(row.anchor) }));
}

interface KeptRow {
  readonly execution: number;
  readonly id: number;
  readonly event: string;
}

async function keptSeconds(durability: Durability, afterwards = (_db: DatabaseSync): void => {}): Promise<number> {
  return inCloud(durability, async ({ cloud, stateMachineArn }) => {
    const running = cloud.db.prepare("SELECT 1 FROM states_executions WHERE machine_arn = ? AND status = 'RUNNING'");
    const text = JSON.stringify(input);
    const begin = performance.now();
    await Promise.all(
      Array.from({ length: executions }, (_, index) =>
        cloud.call("states", "StartExecution", { stateMachineArn, name: `e-${index}`, input: text }, root),
      ),
    );
    await endOf(cloud.subscribe, () => running.get(stateMachineArn) === undefined);
    const seconds = (performance.now() - begin) / 1000;
    afterwards(cloud.db);
    return seconds;
  });
}

function readRows(db: DatabaseSync): readonly KeptRow[] {
  const steps = db.prepare("SELECT execution_id, events FROM states_history_steps ORDER BY sequence").all();
  return steps.flatMap(({ execution_id, events }) =>
    readStep(String(events)).map((event): KeptRow => ({
      execution: Number(execution_id),
      id: event.id,
      event: JSON.stringify(event),
    })),
  );
}

type Subscribe = (listener: (topic: string) => void) => () => void;

/** Resolves when all executions have ended. */
function endOf(subscribe: Subscribe, areOver: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = subscribe((topic) => {
      if (topic !== "execution" || !areOver()) return;
      unsubscribe();
      resolve();
    });
  });
}

/** The same rows into the same table, as many at a time as one delivery of the runtime holds. */
function rawRate(rows: readonly KeptRow[]): number {
  return inFolderNow((folder) => {
    const db = new DatabaseSync(join(folder, "raw.db"));
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    db.exec(
      "CREATE TABLE history (execution INTEGER, id INTEGER, event TEXT, PRIMARY KEY (execution, id)) WITHOUT ROWID",
    );
    const insert = db.prepare("INSERT INTO history VALUES (?, ?, ?)");
    const begin = performance.now();
    for (let from = 0; from < rows.length; from += 1000) {
      db.exec("BEGIN IMMEDIATE");
      for (const { execution, id, event } of rows.slice(from, from + 1000)) insert.run(execution, id, event);
      db.exec("COMMIT");
    }
    const seconds = (performance.now() - begin) / 1000;
    db.close();
    return rows.length / seconds;
  });
}

/** The same executions with the same calls of functions, by an engine that keeps nothing. */
async function unkeptSeconds(): Promise<number> {
  return inCloud("full", async ({ cloud, stateMachineArn }) => {
    const started = { stateMachineArn, name: "first", input: JSON.stringify(input) };
    const { executionArn } = await cloud.call<{ executionArn: string }>("states", "StartExecution", started, root);
    // Whose role the functions are called with.
    const execution = createExecutionStore(cloud.db).findByArn(executionArn)!;
    const call = { cloud, execution, principal: principalOf(execution), loadModel: createModelLoader() };
    return engineSeconds((task) => lambdaInvoke.perform({ ...call, task }));
  });
}

async function engineSeconds(performTask: PerformTask): Promise<number> {
  const machine = loadMachine(definition);
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: executions }, () => runExecution({ machine, input, performTask, history: "drop" })),
  );
  return (performance.now() - begin) / 1000;
}

/** What a task would have been answered. */
function echo(given: Json): Json {
  return { StatusCode: 200, ExecutedVersion: "$LATEST", Payload: (given as { readonly Payload: Json }).Payload };
}

interface Prepared {
  readonly cloud: Cloud;
  readonly stateMachineArn: string;
}

/** In a new cloud, which has the state machine. */
async function inCloud<Result>(durability: Durability, work: (prepared: Prepared) => Promise<Result>): Promise<Result> {
  return inFolder(async (dataFolder) => {
    const { cloud, close } = await startCloud({ dataFolder, port: 0, durability, services: servicesWithEcho });
    const roleArn = await createPowerfulRole(cloud, "states.amazonaws.com");
    const machine = { name: "bench", roleArn, definition: JSON.stringify(definition) };
    const created = await cloud.call<{ stateMachineArn: string }>("states", "CreateStateMachine", machine, root);
    const result = await work({ cloud, ...created });
    await close();
    return result;
  });
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inFolderNow<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
