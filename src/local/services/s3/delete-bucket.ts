import type { DeleteBucketRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { removeBodies } from "./body-store.ts";
import { bucketArn, requireBucket } from "./buckets.ts";
import type { PartRow } from "./tables.ts";

export const deleteBucket: Operation<DeleteBucketRequest, object> = {
  members: ["Bucket", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: "s3:DeleteBucket", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const parts = inTransaction(cloud.db, () => {
      const { name } = requireBucket(cloud, input);
      if (cloud.db.prepare("SELECT 1 FROM s3_objects WHERE bucket = ? LIMIT 1").get(name) !== undefined) {
        throw new AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty", 409, { BucketName: name });
      }
      // Uploads under way end with the bucket.
      const uploaded = cloud.db
        .prepare("SELECT p.* FROM s3_parts p JOIN s3_uploads u USING (upload_id) WHERE u.bucket = ?")
        .all(name) as unknown as PartRow[];
      cloud.db.prepare("DELETE FROM s3_uploads WHERE bucket = ?").run(name);
      cloud.db.prepare("DELETE FROM s3_buckets WHERE name = ?").run(name);
      return uploaded;
    });
    removeBodies(
      cloud,
      parts.map((part) => part.content_id),
    );
    cloud.notify("bucket", input.Bucket ?? "");
    return {};
  },
};
