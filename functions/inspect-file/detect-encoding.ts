import { TaskFailure } from "millrace/handler";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

const byteOrderMarks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const signatures: readonly (readonly [string, string])[] = [
  ["a ZIP archive or an Office workbook", "PK\u0003\u0004"],
  ["a gzip archive", "\u001f\u008b"],
  ["a Parquet file", "PAR1"],
  ["a PDF document", "%PDF-"],
  ["a PNG image", "\u0089PNG"],
  ["an old Office document", "\u00d0\u00cf\u0011\u00e0"],
];

/** How many bytes at the start of a file are looked at. */
export const headBytes = 64 * 1024;

/** Tells by the first bytes of a file how it is encoded; a file that is not text fails as BinaryFile. */
export function detectEncoding(head: Uint8Array): Encoding {
  const start = Buffer.from(head.subarray(0, 8)).toString("latin1");
  const known = signatures.find(([, signature]) => start.startsWith(signature));
  if (known !== undefined) throw new TaskFailure("BinaryFile", `the file is not text: it starts like ${known[0]}`);
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => head[index] === byte));
  if (marked !== undefined) return marked[0];
  const zeros = [0, 1].map((parity) => head.filter((byte, index) => index % 2 === parity && byte === 0).length);
  const [even = 0, odd = 0] = zeros;
  // Western text in UTF-16 has a zero in nearly every other byte, always on the same side.
  if (odd > head.length * 0.3 && even === 0) return "utf-16le";
  if (even > head.length * 0.3 && odd === 0) return "utf-16be";
  const controls = head.filter((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d)).length;
  if (controls > head.length * 0.05) {
    throw new TaskFailure(
      "BinaryFile",
      `the file is not text: ${controls} of its first ${head.length} bytes are control characters`,
    );
  }
  return "utf-8";
}
