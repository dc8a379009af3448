import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchive, type OpenArchive } from "../../../src/local/zip/open-archive.ts";
import { makeZip } from "../lambda/make-zip.ts";

describe("openArchive", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "millrace-archive-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function withArchive<Value>(bytes: Buffer, use: (archive: OpenArchive) => Promise<Value>): Promise<Value> {
    writeFileSync(join(folder, "archive.zip"), bytes);
    const archive = await openArchive(join(folder, "archive.zip"));
    try {
      return await use(archive);
    } finally {
      await archive.close();
    }
  }
  const read = async (archive: OpenArchive, index: number): Promise<Buffer> => {
    const entry = archive.entries[index];
    if (entry === undefined) throw new Error(`there is no entry ${index}`);
    return buffer(Readable.from(archive.content(entry)));
  };
  // Hard to deflate, and longer than one piece.
  const long = Buffer.from(Array.from({ length: 700_000 }, (_, index) => (index * index * 7919) >>> 7));

  it("gives each entry by itself, in any order, at the same time and again", async () => {
    const files = { "a.txt": "first", "long.bin": long, empty: "" };
    await withArchive(makeZip(files), async (archive) => {
      expect(archive.entries.map(({ path }) => path)).toEqual(Object.keys(files));
      const contents = await Promise.all([2, 1, 0, 1].map((index) => read(archive, index)));
      expect(contents.map((content) => content.equals(long))).toEqual([false, true, false, true]);
      expect(contents[2]?.toString()).toBe("first");
      expect(contents[0]?.length).toBe(0);
    });
  });

  it("may be left in the middle of an entry", async () => {
    await withArchive(makeZip({ "long.bin": long, "a.txt": "first" }), async (archive) => {
      const [entry] = archive.entries;
      if (entry === undefined) throw new Error("there is no entry");
      for await (const piece of archive.content(entry)) {
        expect(long.subarray(0, piece.length).equals(piece)).toBe(true);
        break;
      }
      expect((await read(archive, 1)).toString()).toBe("first");
    });
  });

  it("rejects damaged entries, false sizes, cut archives and what is none", async () => {
    const archive = makeZip({ "index.mjs": "export const a = 1;" });
    const flipped = Buffer.from(archive);
    flipped.writeUInt8(flipped.readUInt8(45) ^ 0xff, 45);
    await expect(withArchive(flipped, (one) => read(one, 0))).rejects.toThrow("Could not unzip");
    const claimsLess = Buffer.from(archive);
    const directoryAt = archive.indexOf("PK\x01\x02");
    claimsLess.writeUInt32LE(3, directoryAt + 24);
    await expect(withArchive(claimsLess, (one) => read(one, 0))).rejects.toThrow("Could not unzip");
    const elsewhere = Buffer.from(archive);
    elsewhere.writeUInt32LE(0x7fffffff, directoryAt + 42);
    await expect(withArchive(elsewhere, (one) => read(one, 0))).rejects.toThrow("Could not unzip");
    await expect(withArchive(archive.subarray(0, 40), () => Promise.resolve())).rejects.toThrow("Could not unzip");
    await expect(withArchive(Buffer.from("hello"), () => Promise.resolve())).rejects.toThrow("Could not unzip");
  });

  it("rejects a path that would leave the folder", async () => {
    await expect(withArchive(makeZip({ "../evil": "x" }), () => Promise.resolve())).rejects.toThrow(
      "would leave the archive's folder",
    );
  });
});
