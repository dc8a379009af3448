import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { createReadCache } from "../../../src/local/stores/read-cache.ts";

function open() {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE things (name TEXT PRIMARY KEY, value TEXT)");
  const put = (name: string, value: string) =>
    db.prepare("INSERT OR REPLACE INTO things VALUES (?, ?)").run(name, value);
  const reads: string[] = [];
  const cache = createReadCache(db, (name) => {
    reads.push(name);
    return db.prepare("SELECT value FROM things WHERE name = ?").get(name)?.["value"] as string | undefined;
  });
  return { db, put, reads, cache };
}

it("reads a value once until it is told that it changed", () => {
  const { put, reads, cache } = open();
  put("a", "1");
  expect([cache.get("a"), cache.get("a"), reads]).toEqual(["1", "1", ["a"]]);
  put("a", "2");
  cache.forget("a");
  expect(cache.get("a")).toBe("2");
});

it("asks again for what was not there", () => {
  const { put, cache } = open();
  expect(cache.get("a")).toBeUndefined();
  put("a", "1");
  expect(cache.get("a")).toBe("1");
});

it("keeps nothing of a transaction, which may be rolled back", () => {
  const { db, put, cache } = open();
  put("a", "1");
  cache.get("a");
  db.exec("BEGIN");
  put("a", "2");
  cache.forget("a");
  expect(cache.get("a")).toBe("2");
  db.exec("ROLLBACK");
  expect(cache.get("a")).toBe("1");
});
