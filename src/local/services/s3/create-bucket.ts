import type { CreateBucketOutput, CreateBucketRequest } from "@aws-sdk/client-s3";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { bucketArn } from "./buckets.ts";

export const createBucket: Operation<CreateBucketRequest, CreateBucketOutput> = {
  members: ["Bucket", "CreateBucketConfiguration.LocationConstraint"],
  authorize: (input) => [{ action: "s3:CreateBucket", resource: bucketArn(input.Bucket) }],
  handle(input, { cloud }) {
    const name = input.Bucket ?? "";
    checkBucketName(name);
    const location = input.CreateBucketConfiguration?.LocationConstraint;
    if (location !== undefined && String(location) !== cloud.region) {
      throw new AwsError(
        "IllegalLocationConstraintException",
        `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      );
    }
    // S3 in us-east-1: to create one's own bucket again is a success that changes nothing.
    cloud.db
      .prepare("INSERT INTO s3_buckets (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .run(name, cloud.clock.now());
    cloud.notify("bucket", name);
    return { Location: `/${name}` };
  },
};

function checkBucketName(name: string): void {
  const isValid =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !name.startsWith("xn--") &&
    !name.endsWith("-s3alias");
  if (!isValid)
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", 400, { BucketName: name });
}
