import { describe, expect, it } from "vitest";
import { createHasher } from "../../../src/local/services/s3/checksums.ts";
import type { ChecksumAlgorithm } from "../../../src/local/services/s3/checksums.ts";

describe("checksums", () => {
  // The check values of the catalogue of CRC algorithms: of the digits 1 to 9.
  it.each([
    ["CRC32", "cbf43926"],
    ["CRC32C", "e3069283"],
    ["CRC64NVME", "ae8b14860a799888"],
  ] as [ChecksumAlgorithm, string][])("%s has its published check value, in one piece or two", (algorithm, check) => {
    const [whole, pieces] = [createHasher(algorithm), createHasher(algorithm)];
    whole.update(Buffer.from("123456789"));
    pieces.update(Buffer.from("1234"));
    pieces.update(Buffer.from("56789"));
    expect(whole.digest().toString("hex")).toBe(check);
    expect(pieces.digest().toString("hex")).toBe(check);
  });
});
