import { createHash } from "node:crypto";
import type { HashFunction } from "#interpreter";

/** Digests as Node makes them. */
export const nodeHash: HashFunction = (text, algorithm) =>
  createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex");
