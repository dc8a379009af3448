import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readZip } from "../../../src/local/zip/read-zip.ts";
import { hasTool } from "../../support/required-tool.ts";
import { makeZip } from "../lambda/make-zip.ts";

const limits = { totalBytes: 1_000_000 };

describe("readZip", () => {
  it("gives every file with its bytes", () => {
    const binary = Buffer.from([0, 255, 1, 254]);
    const entries = readZip(makeZip({ "index.mjs": "export {}", "a/ü.bin": binary, empty: "" }), limits);
    expect(entries.map(({ path, content }) => [path, content.toString("latin1")])).toEqual([
      ["index.mjs", "export {}"],
      ["a/ü.bin", binary.toString("latin1")],
      ["empty", ""],
    ]);
  });

  it.skipIf(!hasTool("python3"))(
    "reads what another tool wrote: folders, stored entries, executables, a comment",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "millrace-zip-"));
      try {
        const program = `
import zipfile
with zipfile.ZipFile("a.zip", "w") as z:
  z.comment = b"made by another tool"
  z.writestr("folder/", "")
  info = zipfile.ZipInfo("folder/run.sh"); info.external_attr = 0o755 << 16
  z.writestr(info, "#!/bin/sh")
  z.writestr("big", "x" * 100000, zipfile.ZIP_DEFLATED)
`;
        writeFileSync(join(folder, "make.py"), program);
        execFileSync("python3", ["make.py"], { cwd: folder, stdio: "ignore" });
        const entries = readZip(readFileSync(join(folder, "a.zip")), limits);
        expect(entries.map(({ path, isFolder, isExecutable }) => ({ path, isFolder, isExecutable }))).toMatchObject([
          { path: "folder/", isFolder: true },
          { path: "folder/run.sh", isFolder: false, isExecutable: true },
          { path: "big", isFolder: false, isExecutable: false },
        ]);
        expect(entries[2]?.content.length).toBe(100_000);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  it.each(["../evil", "/etc/passwd", "a/../../evil", "C:\\evil"])("rejects the path %s", (path) => {
    expect(() => readZip(makeZip({ [path]: "x" }), limits)).toThrow("would leave the archive's folder");
  });

  it("rejects a damaged entry, a cut archive and what is no archive", () => {
    const archive = makeZip({ "index.mjs": "export const a = 1;" });
    const flipped = Buffer.from(archive);
    flipped.writeUInt8(flipped.readUInt8(45) ^ 0xff, 45);
    expect(() => readZip(flipped, limits)).toThrow("Could not unzip uploaded file");
    expect(() => readZip(archive.subarray(0, 40), limits)).toThrow("Could not unzip uploaded file");
    expect(() => readZip(Buffer.from("hello"), limits)).toThrow("Could not unzip uploaded file");
  });

  it("rejects an archive that unpacks to more than is allowed", () => {
    expect(() => readZip(makeZip({ bomb: "x".repeat(2_000_000) }), limits)).toThrow("Unzipped size must be smaller");
  });
});
