import type { AnyOperation, CreateService } from "../../service.ts";
import { bucketPolicies } from "./bucket-policies.ts";
import { sweepBodies } from "./body-store.ts";
import { bucketConfigurationOperations } from "./bucket-configuration.ts";
import { completeMultipartUpload } from "./complete-multipart-upload.ts";
import { copyObject } from "./copy-object.ts";
import { createBucket } from "./create-bucket.ts";
import { createMultipartUpload } from "./create-multipart-upload.ts";
import { deleteBucket } from "./delete-bucket.ts";
import { deleteObject, deleteObjects } from "./delete-object.ts";
import { getBucketLocation } from "./get-bucket-location.ts";
import { getObjectAttributes } from "./get-object-attributes.ts";
import { getObject, headObject } from "./get-object.ts";
import { headBucket } from "./head-bucket.ts";
import { listBuckets } from "./list-buckets.ts";
import { listObjectVersions } from "./list-object-versions.ts";
import { listObjects, listObjectsV2 } from "./list-objects.ts";
import { listMultipartUploads } from "./list-multipart-uploads.ts";
import { abortMultipartUpload, listParts } from "./list-parts.ts";
import { createNotificationQueue, createNotificationTable } from "./notifications/notification-queue.ts";
import { putObject } from "./put-object.ts";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./object-tagging.ts";
import { createS3Tables } from "./tables.ts";
import { uploadPartCopy } from "./upload-part-copy.ts";
import { uploadPart } from "./upload-part.ts";

export { configureBucket, findBucket } from "./buckets.ts";
export type { Bucket, BucketConfiguration } from "./buckets.ts";
export { corsHeaders } from "./cors-rules.ts";
export type { ObjectBody } from "./body-store.ts";
export type { ReadObjectOutput } from "./get-object.ts";
export { localObjectPath } from "./local-object-path.ts";
export type { PutObjectInput } from "./put-object.ts";
export { readObject } from "./read-object.ts";

/** Simple Storage Service: general purpose buckets, with events through EventBridge. */
export const createS3Service: CreateService = (cloud) => {
  createS3Tables(cloud);
  createNotificationTable(cloud);
  const notifications = createNotificationQueue(cloud);
  // A bucket that changed may have something to tell.
  const unsubscribe = cloud.subscribe((topic) => {
    if (topic === "bucket") notifications.wake();
  });
  sweepBodies(cloud);
  // `cdk deploy` expects the bucket that `cdk bootstrap` would have created.
  cloud.db
    .prepare("INSERT INTO s3_buckets (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
    .run(`cdk-hnb659fds-assets-${cloud.accountId}-${cloud.region}`, cloud.clock.now());
  return {
    name: "s3",
    resume: notifications.wake,
    close() {
      unsubscribe();
      notifications.close();
    },
    operations: withBucketPolicies({
      CreateBucket: createBucket,
      DeleteBucket: deleteBucket,
      HeadBucket: headBucket,
      ListBuckets: listBuckets,
      GetBucketLocation: getBucketLocation,
      ...bucketConfigurationOperations,
      PutObject: putObject,
      GetObject: getObject,
      HeadObject: headObject,
      GetObjectAttributes: getObjectAttributes,
      CopyObject: copyObject,
      DeleteObject: deleteObject,
      DeleteObjects: deleteObjects,
      GetObjectTagging: getObjectTagging,
      PutObjectTagging: putObjectTagging,
      DeleteObjectTagging: deleteObjectTagging,
      ListObjectsV2: listObjectsV2,
      ListObjects: listObjects,
      ListObjectVersions: listObjectVersions,
      CreateMultipartUpload: createMultipartUpload,
      UploadPart: uploadPart,
      UploadPartCopy: uploadPartCopy,
      CompleteMultipartUpload: completeMultipartUpload,
      AbortMultipartUpload: abortMultipartUpload,
      ListParts: listParts,
      ListMultipartUploads: listMultipartUploads,
    }),
  };
};

/** A bucket's policy has a say in every operation on the bucket or its objects. */
function withBucketPolicies(
  operations: Readonly<Record<string, AnyOperation>>,
): Readonly<Record<string, AnyOperation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, { ...operation, resourcePolicies: bucketPolicies }]),
  );
}
