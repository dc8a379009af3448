import type { GetBucketLocationRequest } from "@aws-sdk/client-s3";
import type { Operation } from "../../service.ts";
import { bucketArn, requireBucket } from "./buckets.ts";

export const getBucketLocation: Operation<GetBucketLocationRequest, object> = {
  members: ["Bucket", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: "s3:GetBucketLocation", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    requireBucket(cloud, input);
    // us-east-1, where all buckets are, has no constraint.
    return {};
  },
};
