import type {
  DeleteObjectOutput,
  DeleteObjectRequest,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  ObjectIdentifier,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import { authorizeCall } from "../../authorize-call.ts";
import type { CallContext, Operation } from "../../service.ts";
import { bucketPolicies } from "./bucket-policies.ts";
import { objectArn, requireBucket } from "./buckets.ts";
import { deleteObject as deleteStored } from "./objects.ts";

const actionOf = (versionId: string | undefined): string =>
  versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";

export const deleteObject: Operation<DeleteObjectRequest, DeleteObjectOutput> = {
  members: ["Bucket", "Key", "VersionId", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: actionOf(input.VersionId), resource: objectArn(input.Bucket, input.Key) }],
  handle(input, context) {
    const bucket = requireBucket(context.cloud, input).name;
    return deleteStored(context, bucket, input.Key ?? "", input.VersionId);
  },
};

/** Deletes up to 1,000 keys; each is authorised and answered for itself. */
export const deleteObjects: Operation<DeleteObjectsRequest, DeleteObjectsOutput> = {
  members: [
    "Bucket",
    "Delete.Objects.Key",
    "Delete.Objects.VersionId",
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
    const answers = objects.map((object) => deleteOne(context, bucket, object));
    const isQuiet = input.Delete?.Quiet ?? false;
    return {
      Deleted: isQuiet ? [] : answers.flatMap(({ deleted }) => deleted ?? []),
      Errors: answers.flatMap(({ error }) => error ?? []),
    };
  },
};

type OneAnswer = {
  readonly deleted?: NonNullable<DeleteObjectsOutput["Deleted"]>[number];
  readonly error?: NonNullable<DeleteObjectsOutput["Errors"]>[number];
};

function deleteOne(context: CallContext, bucket: string, { Key, VersionId }: ObjectIdentifier): OneAnswer {
  const name = { Key, ...(VersionId === undefined ? {} : { VersionId }) };
  const denial = authorizeCall(
    context.cloud,
    context.principal,
    [{ action: actionOf(VersionId), resource: objectArn(bucket, Key) }],
    bucketPolicies({ Bucket: bucket }, context),
  );
  if (denial !== undefined) return { error: { ...name, Code: denial.code, Message: denial.message } };
  const deletion = deleteStored(context, bucket, Key ?? "", VersionId);
  const marker =
    deletion.DeleteMarker === undefined
      ? {}
      : { DeleteMarker: true, ...(deletion.VersionId && { DeleteMarkerVersionId: deletion.VersionId }) };
  return { deleted: { ...name, ...marker } };
}
