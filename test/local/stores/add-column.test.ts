import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { addColumn } from "../../../src/local/stores/add-column.ts";

it("a column is added to the table of an older data folder, once", () => {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE machines (name TEXT); INSERT INTO machines VALUES ('old')");
  for (let starts = 0; starts < 2; starts += 1) addColumn(db, "machines", "type", "TEXT NOT NULL DEFAULT 'STANDARD'");
  expect(db.prepare("SELECT * FROM machines").all()).toEqual([{ name: "old", type: "STANDARD" }]);
});
