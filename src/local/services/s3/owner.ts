import { createHash } from "node:crypto";
import type { Owner } from "@aws-sdk/client-s3";
import type { Cloud } from "../../service.ts";

/** The account as S3 names it: by a canonical id of 64 hex digits. */
export function owner({ accountId }: Cloud): Owner {
  return { ID: createHash("sha256").update(accountId).digest("hex") };
}
