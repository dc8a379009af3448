import type { CallContext } from "../../service.ts";
import { findBucket } from "./buckets.ts";
import type { BucketInput } from "./buckets.ts";

/** The policy of the bucket that a request names, if the bucket has one. */
export function bucketPolicies({ Bucket }: BucketInput, { cloud }: CallContext): readonly string[] {
  const policy = Bucket === undefined ? undefined : findBucket(cloud, Bucket)?.configuration.policy;
  return policy === undefined ? [] : [policy];
}
