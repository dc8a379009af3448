import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type FileFacts, inspectStream } from "../../../functions/inspect-file/inspect-stream.ts";

/** Cuts into small chunks, so that characters and line ends are split. */
async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function inspect(content: string | Uint8Array, chunk = 7): Promise<FileFacts> {
  return inspectStream(chunked(Buffer.from(content as Uint8Array), chunk));
}

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("inspectStream", () => {
  it("reads the facts of a file in one pass", async () => {
    const content = "Airport,Cost\r\nMONTRÉAL,5\r\n";
    expect(await inspect(content)).toEqual({
      encoding: "utf-8",
      delimiter: ",",
      columns: ["Airport", "Cost"],
      size: Buffer.byteLength(content),
      sha256: createHash("sha256").update(content).digest("hex"),
    });
  });

  it.each([
    ["UTF-8 with a byte order mark", Buffer.from("\ufeffa,b\né,2\n"), "utf-8"],
    ["UTF-16 LE with a byte order mark", Buffer.from("\ufeffa,b\né,2\n", "utf16le"), "utf-16le"],
    ["UTF-16 BE with a byte order mark", utf16be("\ufeffa,b\né,2\n"), "utf-16be"],
    ["UTF-16 LE without a mark", Buffer.from("a,b\n1,2\n", "utf16le"), "utf-16le"],
    ["UTF-16 BE without a mark", utf16be("a,b\n1,2\n"), "utf-16be"],
  ])("knows %s", async (_, content, encoding) => {
    expect(await inspect(content, 3)).toMatchObject({ encoding, columns: ["a", "b"], delimiter: "," });
  });

  it.each([
    [";", "a;b,c;d\n1;2;3\n", ["a", "b,c", "d"]],
    ["\t", "a\tb\n1\t2\n", ["a", "b"]],
    ["|", "a|b\n1|2\n", ["a", "b"]],
    [",", 'a,"b ""x""; c","d\ne"\n1,2,3\n', ["a", 'b "x"; c', "d\ne"]],
    [",", 'x,"a;\n;b;c",d\n1,2,3\n', ["x", "a;\n;b;c", "d"]],
    [",", "\n\r\nonly\nx", ["only"]],
  ])("finds the delimiter %j", async (delimiter, content, columns) => {
    expect(await inspect(content)).toMatchObject({ delimiter, columns });
  });

  it("finds an error far into a large file, by byte and line", async () => {
    const lines = "a,b\n".repeat(50_000);
    const content = Buffer.concat([Buffer.from(`${lines}é,`), Buffer.from([0xe9]), Buffer.from(",c\n")]);
    await expect(inspect(content, 65_537)).rejects.toMatchObject({
      name: "UndecodableFile",
      message: expect.stringContaining("0xE9 at byte 200003 (line 50001)"),
    });
  });

  it.each([
    ["EmptyFile", "no bytes", Buffer.alloc(0)],
    ["EmptyFile", "only blank lines", Buffer.from("\r\n \n")],
    ["EmptyFile", "only blank lines", Buffer.from("\ufeff")],
    ["EmptyFile", "a header and no rows", Buffer.from("a,b\r\n\r\n")],
    ["EmptyFile", "a header and no rows", Buffer.from("a,b")],
    ["BinaryFile", "a gzip archive", gzipSync("a,b\n1,2\n")],
    ["BinaryFile", "a Parquet file", Buffer.from("PAR1....")],
    ["BinaryFile", "control characters", Buffer.from(Array.from({ length: 256 }, (_, index) => index))],
    ["BinaryFile", "byte 8 (line 3) is zero", Buffer.from(`a,b\n1,\n,\0${" ".repeat(200)}\n`)],
    ["BinaryFile", "a zero character", Buffer.from("\ufeffa,b\n1,\0\n", "utf16le")],
    ["UndecodableFile", "0xC9 at byte 5 (line 2)", Buffer.from("a,b\nxÉ,2\n", "latin1")],
    ["UndecodableFile", "0xC3", Buffer.from([0x61, 0x0a, 0x62, 0xc3])],
    ["UndecodableFile", "UTF-16LE", Buffer.concat([Buffer.from("\ufeffa\nb", "utf16le"), Buffer.from([0x61])])],
    ["UndecodableFile", "UTF-16LE", Buffer.from("\ufeffa\nb\ud800c", "utf16le")],
    ["InvalidHeader", 'names the column "a" twice', Buffer.from("A,b,a\n1,2,3\n")],
    ["InvalidHeader", "column 2 of the header has no name", Buffer.from("a,,c\n1,2,3\n")],
    ["InvalidHeader", "a quote in it is not closed", Buffer.from('a,"b\n1,2\n')],
    ["InvalidHeader", "not doubled", Buffer.from('"a"b,c\n1,2\n')],
  ])("rejects as %s a file with %s", async (name, message, content) => {
    await expect(inspect(content)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });

  it("passes on the error of a broken stream as it is", async () => {
    const broken = (async function* () {
      yield Buffer.from("a,b\n1");
      throw new Error("socket hang up");
    })();
    await expect(inspectStream(broken)).rejects.toThrow("socket hang up");
  });
});
