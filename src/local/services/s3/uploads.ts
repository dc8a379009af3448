import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { removeBodies } from "./body-store.ts";
import type { StoredBody } from "./body-store.ts";
import { requireBucket } from "./buckets.ts";
import type { BucketInput } from "./buckets.ts";
import type { PartRow, UploadRow } from "./tables.ts";

export interface UploadInput extends BucketInput {
  readonly Key?: string | undefined;
  readonly UploadId?: string | undefined;
}

/** The multipart upload that a request names; throws `NoSuchUpload`. */
export function requireUpload(cloud: Cloud, input: UploadInput): UploadRow {
  const bucket = requireBucket(cloud, input).name;
  const row = cloud.db
    .prepare("SELECT * FROM s3_uploads WHERE upload_id = ? AND bucket = ? AND key = ?")
    .get(input.UploadId ?? "", bucket, input.Key ?? "") as UploadRow | undefined;
  if (row !== undefined) return row;
  throw new AwsError(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    404,
    { UploadId: input.UploadId },
  );
}

export function partsOf(cloud: Cloud, uploadId: string): readonly PartRow[] {
  return cloud.db
    .prepare("SELECT * FROM s3_parts WHERE upload_id = ? ORDER BY part_number")
    .all(uploadId) as unknown as PartRow[];
}

/** Forgets an upload and its parts' bodies. */
export function dropUpload(cloud: Cloud, uploadId: string): void {
  const parts = partsOf(cloud, uploadId);
  cloud.db.prepare("DELETE FROM s3_uploads WHERE upload_id = ?").run(uploadId);
  removeBodies(
    cloud,
    parts.map((part) => part.content_id),
  );
}

/** The number of a part that a request names, checked. */
export function checkPartNumber(partNumber: number | undefined): number {
  if (partNumber !== undefined && Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= 10_000) {
    return partNumber;
  }
  throw new AwsError("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
}

/** Makes a stored body a part, in place of an earlier one of that number. If it may not be, the body is removed. */
export function commitPart(cloud: Cloud, input: UploadInput, partNumber: number, body: StoredBody): PartRow {
  let replaced: readonly string[] = [];
  try {
    const part = inTransaction(cloud.db, () => {
      // It may have been completed or aborted while this part came in.
      const upload = requireUpload(cloud, input);
      replaced = cloud.db
        .prepare("DELETE FROM s3_parts WHERE upload_id = ? AND part_number = ? RETURNING content_id")
        .all(upload.upload_id, partNumber)
        .map((row) => String(row["content_id"]));
      return cloud.db
        .prepare("INSERT INTO s3_parts VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *")
        .get(
          upload.upload_id,
          partNumber,
          body.contentId,
          body.size,
          body.md5.toString("hex"),
          JSON.stringify(Object.fromEntries(body.checksums)),
          Math.floor(cloud.clock.now() / 1000) * 1000,
        ) as unknown as PartRow;
    });
    removeBodies(cloud, replaced);
    return part;
  } catch (error) {
    removeBodies(cloud, [body.contentId]);
    throw error;
  }
}

/** Output members that tell a part's checksums. */
export function partChecksums(body: StoredBody): Readonly<Record<string, string>> {
  return Object.fromEntries([...body.checksums].map(([algorithm, value]) => [`Checksum${algorithm}`, value]));
}
