import type { HeadBucketOutput, HeadBucketRequest } from "@aws-sdk/client-s3";
import type { Operation } from "../../service.ts";
import { bucketArn, requireBucket } from "./buckets.ts";

export const headBucket: Operation<HeadBucketRequest, HeadBucketOutput> = {
  members: ["Bucket", "ExpectedBucketOwner"],
  authorize: (input) => [{ action: "s3:ListBucket", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    requireBucket(cloud, input);
    return { BucketRegion: cloud.region, AccessPointAlias: false };
  },
};
