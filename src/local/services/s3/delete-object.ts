import type {
  DeleteObjectOutput,
  DeleteObjectRequest,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  ObjectIdentifier,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import { authorize } from "../../iam/authorize.ts";
import type { CallContext, Operation } from "../../service.ts";
import { bucketPolicies } from "./bucket-policies.ts";
import { objectArn, requireBucket } from "./buckets.ts";
import { deleteObjectsOf } from "./objects.ts";
import type { Deletion } from "./objects.ts";

const actionOf = (versionId: string | undefined): string =>
  versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";

export const deleteObject: Operation<DeleteObjectRequest, DeleteObjectOutput> = {
  members: ["Bucket", "Key", "VersionId", "IfMatch", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: actionOf(input.VersionId), resource: objectArn(input.Bucket, input.Key) }],
  handle(input, context) {
    const bucket = requireBucket(context.cloud, input).name;
    const name = { key: input.Key ?? "", versionId: input.VersionId, ifMatch: input.IfMatch };
    const { refusal, ...deletion } = deleteObjectsOf(context, bucket, [name])[0] ?? {};
    if (refusal !== undefined) throw refusal;
    return deletion;
  },
};

/** Deletes up to 1,000 keys; each is authorised and answered for itself. */
export const deleteObjects: Operation<DeleteObjectsRequest, DeleteObjectsOutput> = {
  members: [
    "Bucket",
    "Delete.Objects.Key",
    "Delete.Objects.VersionId",
    "Delete.Objects.ETag",
    "Delete.Quiet",
    "ChecksumAlgorithm",
    "ExpectedBucketOwner",
  ],
  handle(input, context) {
    const bucket = requireBucket(context.cloud, input).name;
    const objects = input.Delete?.Objects ?? [];
    if (objects.length === 0 || objects.length > 1000) {
      throw new AwsError(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema",
      );
    }
    const errors: NonNullable<DeleteObjectsOutput["Errors"]> = [];
    const allowed = objects.filter((object) => {
      const denial = denialOf(context, bucket, object);
      if (denial !== undefined) errors.push({ ...nameOf(object), Code: denial.code, Message: denial.message });
      return denial === undefined;
    });
    const deletions = deleteObjectsOf(
      context,
      bucket,
      allowed.map(({ Key, VersionId, ETag }) => ({ key: Key ?? "", versionId: VersionId, ifMatch: ETag })),
    );
    const deleted = allowed.flatMap((object, index) => {
      const refusal = deletions[index]?.refusal;
      if (refusal === undefined) return [{ ...nameOf(object), ...markerOf(deletions[index]) }];
      errors.push({ ...nameOf(object), Code: refusal.code, Message: refusal.message });
      return [];
    });
    const isQuiet = input.Delete?.Quiet ?? false;
    return {
      Deleted: isQuiet ? [] : deleted,
      Errors: errors,
    };
  },
};

const nameOf = ({ Key, VersionId }: ObjectIdentifier) => ({ Key, ...(VersionId === undefined ? {} : { VersionId }) });

function denialOf(context: CallContext, bucket: string, { Key, VersionId }: ObjectIdentifier): AwsError | undefined {
  const needed = [{ action: actionOf(VersionId), resource: objectArn(bucket, Key) }];
  return authorize(context.cloud, context.principal, needed, bucketPolicies({ Bucket: bucket }, context));
}

function markerOf(deletion: Deletion | undefined) {
  if (deletion?.DeleteMarker === undefined) return {};
  return { DeleteMarker: true, ...(deletion.VersionId && { DeleteMarkerVersionId: deletion.VersionId }) };
}
