/* oxlint-disable no-new -- a construct joins the tree in its constructor */
import { join } from "node:path";
import { CfnOutput, RemovalPolicy } from "aws-cdk-lib";
import { Bucket, type IBucket } from "aws-cdk-lib/aws-s3";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

export interface ReferenceDataProps {
  readonly stage: string;
  readonly results: Queue;
}

/** A bucket with the files of a folder, and with what is known only once the stack is deployed. */
export class ReferenceData extends Construct {
  constructor(scope: Construct, id: string, { stage, results }: ReferenceDataProps) {
    super(scope, id);
    const bucket = new Bucket(this, "Bucket", { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    const deployment = new BucketDeployment(this, "Files", {
      // The types of aws-cdk-lib do not agree with each other under `exactOptionalPropertyTypes`.
      destinationBucket: bucket as IBucket,
      destinationKeyPrefix: "data",
      sources: [
        Source.asset(join(import.meta.dirname, "reference", stage === "first" ? "first" : "later")),
        Source.jsonData("config.json", { results: results.queueUrl, batch: 10 }),
      ],
      cacheControl: [CacheControl.noCache()],
      memoryLimit: 256,
    });
    new CfnOutput(this, "Name", { value: deployment.deployedBucket.bucketName });
  }
}
