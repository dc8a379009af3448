import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { removeBodies } from "./body-store.ts";
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
