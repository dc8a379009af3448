import { createHash } from "node:crypto";
import { decimalBytes } from "./decimal.ts";
import type { Value } from "./value.ts";

/** Bytes of a key attribute's value that sort as DynamoDB sorts the values. */
export function sortBytes(value: Value): Buffer {
  if (value.type === "S") return Buffer.from(value.value);
  if (value.type === "N") return decimalBytes(value.value);
  if (value.type === "B") return value.value;
  throw new Error(`a key cannot be of type ${value.type}`);
}

/** Bytes by which a partition is found: they begin with a digest, so that a Scan meets partitions in no order, as on AWS. */
export function partitionBytes(value: Value): Buffer {
  const bytes = sortBytes(value);
  return Buffer.concat([createHash("md5").update(bytes).digest().subarray(0, 4), bytes]);
}
