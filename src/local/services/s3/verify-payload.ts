import { createHash } from "node:crypto";
import { checksumAlgorithms, createHasher, verifyChecksums, verifyContentMd5 } from "./checksums.ts";
import type { ChecksumAlgorithm } from "./checksums.ts";

/** Holds a payload that was read whole, a configuration for instance, to the digests that its headers claim. */
export function verifyPayload(headerOf: (name: string) => string | undefined, payload: Uint8Array): void {
  const md5 = headerOf("content-md5");
  if (md5 !== undefined) verifyContentMd5(md5, createHash("md5").update(payload).digest());
  const claims: Partial<Record<ChecksumAlgorithm, string>> = {};
  const received = new Map<ChecksumAlgorithm, string>();
  for (const algorithm of checksumAlgorithms) {
    const claim = headerOf(`x-amz-checksum-${algorithm.toLowerCase()}`);
    if (claim === undefined) continue;
    const hasher = createHasher(algorithm);
    hasher.update(payload);
    claims[algorithm] = claim;
    received.set(algorithm, hasher.digest().toString("base64"));
  }
  verifyChecksums(claims, received);
}
