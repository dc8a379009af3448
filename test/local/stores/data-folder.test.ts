import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeDataFolder } from "../../../src/local/stores/data-folder.ts";
import { openDatabase } from "../../../src/local/stores/open-database.ts";

describe("taking a data folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "millrace-folder-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("tells a folder in use from one that cannot be taken", () => {
    const taken = takeDataFolder(folder, false);
    expect(() => takeDataFolder(folder, false)).toThrow("in use by another local cloud");
    taken.release();
    writeFileSync(join(folder, "lock.db"), "this is no database, and long enough to be looked at".repeat(100));
    expect(() => takeDataFolder(folder, false)).toThrow("fix: name another folder");
    expect(() => takeDataFolder(folder, false)).not.toThrow("in use");
  });

  it.skipIf(process.platform === "win32")("makes it for its owner alone, and its parents as usual", () => {
    takeDataFolder(join(folder, "parent", "data"), false).release();
    const rightsOf = (path: string): number => statSync(path).mode & 0o777;
    expect(rightsOf(join(folder, "parent", "data"))).toBe(0o700);
    expect(rightsOf(join(folder, "parent"))).toBe(0o777 & ~process.umask());
  });

  it("empties no folder in which another program keeps a database of the lock's name", () => {
    const other = new DatabaseSync(join(folder, "lock.db"));
    other.exec("CREATE TABLE theirs (a)");
    other.close();
    writeFileSync(join(folder, "precious"), "x");
    expect(() => takeDataFolder(folder, true)).toThrow("another program");
    expect(existsSync(join(folder, "precious"))).toBe(true);
  });

  it("refuses a state that is no database, or a torn one, and says what to do", () => {
    writeFileSync(join(folder, "state.db"), "x".repeat(8192));
    expect(() => openDatabase(folder, "full")).toThrow(/cannot be read.*\nfix: move the folder away/s);
    writeFileSync(join(folder, "state.db"), Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(40, 7)]));
    expect(() => openDatabase(folder, "full")).toThrow("fix: move the folder away");
  });
});
