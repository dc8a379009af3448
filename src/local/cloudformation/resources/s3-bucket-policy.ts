import type { JsonObject } from "../json-value.ts";
import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";

interface BucketPolicyProperties {
  readonly Bucket: string;
  readonly PolicyDocument: JsonObject | string;
}

export const s3BucketPolicy = defineResourceType<BucketPolicyProperties>({
  name: "AWS::S3::BucketPolicy",
  properties: { Bucket: "replace", PolicyDocument: "update" },
  required: ["Bucket", "PolicyDocument"],
  attributes: [],
  async create({ Bucket, PolicyDocument }, { call }) {
    await call("s3", "PutBucketPolicy", { Bucket, Policy: policyText(PolicyDocument) });
    return { physicalId: Bucket, attributes: {} };
  },
  async update({ Bucket, PolicyDocument }, _existing, { call }) {
    await call("s3", "PutBucketPolicy", { Bucket, Policy: policyText(PolicyDocument) });
    return { physicalId: Bucket, attributes: {} };
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("s3", "DeleteBucketPolicy", { Bucket: physicalId }));
  },
});
