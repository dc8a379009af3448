import { createHash } from "node:crypto";
import type { HashFunction } from "#interpreter";

/** Digests as Node makes them: what `$hash` and States.Hash use. */
export const nodeHash: HashFunction = (text, algorithm) =>
  createHash(algorithm.replace("-", "").toLowerCase()).update(text, "utf8").digest("hex");
