import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import type { Cloud } from "../../../src/local/service.ts";
import { createTables } from "../../../src/local/services/dynamodb/create-tables.ts";
import { createExpiry } from "../../../src/local/services/dynamodb/items/expiry.ts";
import { createManualClock } from "../../support/manual-clock.ts";

it("expired items that cannot be removed are tried again a second later", async () => {
  const clock = createManualClock();
  const db = new DatabaseSync(":memory:");
  createTables(db);
  db.exec("INSERT INTO dynamodb_tables VALUES (1, 'fleeting', 'id', '{}', '{}', 'until', 0, 0)");
  db.prepare("INSERT INTO dynamodb_items VALUES (1, x'01', x'', '{}', 1, ?)").run(clock.now() + 5000);
  db.exec("CREATE TRIGGER full BEFORE DELETE ON dynamodb_items BEGIN SELECT RAISE(FAIL, 'disk full'); END");
  const count = (): unknown => db.prepare("SELECT count(*) AS count FROM dynamodb_items").get()?.["count"];
  const logged: string[] = [];

  createExpiry({ clock, db, log: (line: string) => logged.push(line) } as unknown as Cloud).reschedule();
  await clock.advance(6500);
  expect([count(), logged.length]).toEqual([1, 2]);
  expect(logged[0]).toContain("disk full");
  db.exec("DROP TRIGGER full");
  await clock.advance(1000);
  expect([count(), logged.length]).toEqual([0, 2]);
});
