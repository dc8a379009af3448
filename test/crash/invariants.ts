import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { readStep } from "../../src/local/runtime/history-store.ts";
import { type Accepted, type Clients, consume } from "./load.ts";
import { bucket, machineArn, stepsPerExecution } from "./workload-stack.ts";
import { wrongItems } from "./wrong-items.ts";

/** Waits until the cloud has nothing left to do: executions, deliveries, schedules and asynchronous invocations. */
export async function drain(clients: Clients, accepted: Accepted, dataFolder: string): Promise<void> {
  const db = new DatabaseSync(join(dataFolder, "state.db"), { readOnly: true });
  const left = (): number =>
    ["states_executions WHERE status = 'RUNNING'", "events_events WHERE is_routed = 0", "lambda_async_invocations"]
      .concat("events_deliveries WHERE state = 'pending'", "sqs_messages", "scheduler_schedules")
      .reduce((sum, rows) => sum + count(db, rows), 0);
  try {
    const begun = performance.now();
    while (left() > 0) {
      // An asynchronous invocation that failed is tried again after a minute, and after two more.
      if (performance.now() - begun > 300_000) throw new Error(`${left()} rows of work are left after five minutes`);
      await consume(clients, accepted);
      await pause(50);
    }
  } finally {
    db.close();
  }
}

const count = (db: DatabaseSync, rows: string): number =>
  Number(db.prepare(`SELECT count(*) AS n FROM ${rows}`).get()?.n);

/** What was accepted and of which the data folder knows nothing, as it lies there, or why it cannot be read. */
export function forgotten(
  dataFolder: string,
  { objects, eventIds, executions, schedules, items }: Accepted,
): readonly string[] {
  const find = (db: DatabaseSync, names: Iterable<string>, query: string): readonly string[] => {
    const statement = db.prepare(query);
    return [...names].filter((name) => statement.get(name) === undefined).map((name) => `${name} is forgotten`);
  };
  try {
    return inDatabase(dataFolder, (db) => [
      ...find(db, [bucket], "SELECT 1 FROM s3_buckets WHERE name = ?"),
      ...find(db, objects.keys(), "SELECT 1 FROM s3_objects WHERE key = ?"),
      ...find(db, eventIds, "SELECT 1 FROM events_events WHERE id = ?"),
      ...find(db, executions, "SELECT 1 FROM states_executions WHERE name = ?"),
      // A schedule that has done its work is gone; the execution that it started tells of it.
      ...find(
        db,
        schedules,
        `SELECT 1 FROM scheduler_schedules WHERE name = ?1
         UNION ALL SELECT 1 FROM states_executions WHERE input = json_object('id', ?1, 'detail', json_object())`,
      ),
      ...wrongItems(db, items),
    ]);
  } catch (error) {
    return [`the state cannot be read: ${String(error)}`];
  }
}

/** What was accepted and is not there, or not as it was. */
export async function lostObjects({ s3 }: Clients, { objects }: Accepted): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const [Key, digest] of objects) {
    const body = await s3.send(new GetObjectCommand({ Bucket: bucket, Key })).then(
      ({ Body }) => Body?.transformToByteArray(),
      () => undefined,
    );
    if (body === undefined || createHash("sha256").update(body).digest("hex") !== digest) lost.push(Key);
  }
  return lost;
}

/** Accepted events and uploads that did not reach the queue, and those and schedules that started no execution or more than one. */
export function lostEvents(dataFolder: string, { eventIds, objects, schedules, seen }: Accepted): readonly string[] {
  return inDatabase(dataFolder, (db) => {
    const started = new Map<string, number>();
    const inputs = db.prepare("SELECT input FROM states_executions WHERE machine_arn = ?");
    for (const { input } of inputs.all(machineArn("crash-react"))) {
      const { id, detail } = JSON.parse(String(input)) as { id: string; detail: { object?: { key: string } } };
      const name = detail.object === undefined ? id : detail.object.key;
      started.set(name, (started.get(name) ?? 0) + 1);
    }
    return [
      ...[...eventIds, ...objects.keys()].filter((name) => !seen.has(name) || started.get(name) !== 1),
      ...[...schedules].filter((name) => started.get(name) !== 1),
    ];
  });
}

/** What the table holds otherwise than was acknowledged. */
export const lostItems = (dataFolder: string, { items }: Accepted): readonly string[] =>
  inDatabase(dataFolder, (db) => wrongItems(db, items));

/** What is wrong with the executions and what is kept of them. */
export function wrongExecutions(dataFolder: string, { executions }: Accepted): readonly string[] {
  return inDatabase(dataFolder, (db) => {
    const known = new Set(
      db
        .prepare("SELECT name FROM states_executions WHERE machine_arn = ?")
        .all(machineArn("crash-steps"))
        .map(({ name }) => String(name)),
    );
    const missing = [...executions].filter((name) => !known.has(name)).map((name) => `${name} is lost`);
    const unfinished = db
      .prepare("SELECT name, status, cause FROM states_executions WHERE status <> 'SUCCEEDED'")
      .all()
      .map(({ name, status, cause }) => `${String(name)} is ${String(status)}: ${String(cause)}`);
    const torn = tornHistories(db).map((id) => `the history of ${id} is torn`);
    const leftOver = ["snapshots", "timers", "tasks", "task_tokens"]
      .filter((table) => count(db, `states_${table}`) > 0)
      .map((table) => `states_${table} is not empty`);
    return [...missing, ...unfinished, ...torn, ...leftOver];
  });
}

/** Executions whose events do not run from 1 on without a gap to one success. */
function tornHistories(db: DatabaseSync): readonly number[] {
  const read = new Map<number, { last: number; successes: number; isWhole: boolean }>();
  const rows = db.prepare("SELECT execution_id, last_id, events FROM states_history_steps ORDER BY sequence").iterate();
  for (const { execution_id, last_id, events } of rows) {
    const id = Number(execution_id);
    const history = read.get(id) ?? { last: 0, successes: 0, isWhole: true };
    read.set(id, history);
    for (const event of readStep(String(events))) {
      history.isWhole &&= event.id === history.last + 1;
      history.last = event.id;
      if (event.type === "ExecutionSucceeded") history.successes += 1;
    }
    history.isWhole &&= history.last === Number(last_id);
  }
  return [...read].filter(([, { isWhole, successes }]) => !isWhole || successes !== 1).map(([id]) => id);
}

/** How many task results the histories of all executions must hold. */
export function expectedResults(dataFolder: string): number {
  return inDatabase(dataFolder, (db) => {
    const of = (name: string): number => count(db, `states_executions WHERE machine_arn = '${machineArn(name)}'`);
    return of("crash-steps") * (stepsPerExecution + 1) + of("crash-react");
  });
}

/** What SQLite finds wrong with its file. */
export function tornDatabase(dataFolder: string): readonly string[] {
  return inDatabase(dataFolder, (db) =>
    db
      .prepare("PRAGMA integrity_check")
      .all()
      .map(({ integrity_check }) => String(integrity_check))
      .filter((line) => line !== "ok"),
  );
}

/** Bodies that belong to no object, and objects without a body. */
export function strayBodies(dataFolder: string): readonly string[] {
  return inDatabase(dataFolder, (db) => {
    const rows = db.prepare("SELECT content_id FROM s3_objects UNION SELECT content_id FROM s3_parts").all();
    const named = new Set(rows.map(({ content_id }) => String(content_id)));
    const files = readdirSync(join(dataFolder, "s3"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
    return [
      ...files.filter((name) => !named.has(name)).map((name) => `the body ${name} belongs to no object`),
      ...[...named].filter((name) => !files.includes(name)).map((name) => `the body ${name} is missing`),
    ];
  });
}

function inDatabase<Result>(dataFolder: string, ask: (db: DatabaseSync) => Result): Result {
  const db = new DatabaseSync(join(dataFolder, "state.db"), { readOnly: true });
  try {
    return ask(db);
  } finally {
    db.close();
  }
}
