import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Durability, openDatabase } from "../../../src/local/stores/open-database.ts";
import { inTransaction } from "../../../src/local/stores/transaction.ts";
import { inUnsyncedTransaction } from "../../../src/local/stores/unsynced-transaction.ts";

describe("the database of a data folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "millrace-database-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (durability: Durability) => {
    const db = openDatabase(folder, durability);
    return { db, [Symbol.dispose]: () => db.close() };
  };

  it("prepares a statement once, again after many others, and anew when its table has changed", () => {
    using opened = open("normal");
    const { db } = opened;
    db.exec("CREATE TABLE rows (n INTEGER)");
    const insert = db.prepare("INSERT INTO rows (n) VALUES (?)");
    insert.run(1);
    expect(db.prepare("INSERT INTO rows (n) VALUES (?)")).toBe(insert);
    const select = "SELECT * FROM rows";
    expect(db.prepare(select).all()).toEqual([{ n: 1 }]);
    db.exec("ALTER TABLE rows ADD COLUMN m TEXT DEFAULT 'x'");
    expect(db.prepare(select).all()).toEqual([{ n: 1, m: "x" }]);
    for (let other = 0; other < 600; other += 1) db.prepare(`SELECT ${other}`);
    expect(db.prepare("INSERT INTO rows (n) VALUES (?)")).not.toBe(insert);
    expect(db.prepare(select).all()).toHaveLength(1);
  });

  it("does not wait for the disk where it need not, and waits again afterwards", () => {
    using opened = open("full");
    const { db } = opened;
    const synchronous = (): unknown => db.prepare("PRAGMA synchronous").get()?.["synchronous"];
    expect(inUnsyncedTransaction(db, synchronous)).toBe(1);
    expect(synchronous()).toBe(2);
    expect(() =>
      inUnsyncedTransaction(db, () => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(synchronous()).toBe(2);
    // What is part of something larger is as safe as that.
    expect(inTransaction(db, () => inUnsyncedTransaction(db, synchronous))).toBe(2);
  });

  it("never waits for the disk in normal", () => {
    using opened = open("normal");
    const { db } = opened;
    inUnsyncedTransaction(db, () => db.exec("CREATE TABLE rows (n INTEGER)"));
    expect(db.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 1 });
  });
});
