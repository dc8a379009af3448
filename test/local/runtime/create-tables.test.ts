import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { detailedEvent } from "#interpreter";
import { createTables } from "../../../src/local/runtime/create-tables.ts";
import { createExecutionStore } from "../../../src/local/runtime/execution-store.ts";

it("takes over the history of a data folder that has a row for each event", () => {
  const db = new DatabaseSync(":memory:");
  db.exec(
    "CREATE TABLE states_history (execution_id INTEGER, id INTEGER, event TEXT, PRIMARY KEY (execution_id, id)) WITHOUT ROWID",
  );
  const insert = db.prepare("INSERT INTO states_history VALUES (?, ?, ?)");
  for (const id of [1, 2, 3])
    insert.run(7, id, JSON.stringify({ id, previousEventId: id - 1, type: "PassStateEntered" }));
  createTables(db);
  createTables(db);
  const store = createExecutionStore(db);
  expect(store.lastEventId(7)).toBe(3);
  expect(store.history({ executionId: 7, reverse: false, limit: 9 }).map(({ id }) => id)).toEqual([1, 2, 3]);
});

it("pages through steps of several events in both directions", () => {
  const db = new DatabaseSync(":memory:");
  createTables(db);
  const store = createExecutionStore(db);
  const events = (...ids: readonly number[]) =>
    ids.map((id) => Object.assign(detailedEvent("ParallelStateStarted", undefined), { id, previousEventId: id - 1 }));
  for (const ids of [[1, 2, 3], [4], [], [5, 6]]) store.appendHistory(1, events(...ids), 0);
  store.appendHistory(2, events(1), 0);
  const page = (reverse: boolean, limit: number, from?: number): readonly number[] =>
    store.history({ executionId: 1, reverse, limit, ...(from !== undefined && { from }) }).map(({ id }) => id);
  expect(page(false, 2)).toEqual([1, 2]);
  expect(page(false, 3, 3)).toEqual([3, 4, 5]);
  expect(page(false, 9, 6)).toEqual([6]);
  expect(page(true, 2)).toEqual([6, 5]);
  expect(page(true, 3, 5)).toEqual([5, 4, 3]);
  expect(page(true, 9, 2)).toEqual([2, 1]);
  expect(page(false, 9, 7)).toEqual([]);
});
