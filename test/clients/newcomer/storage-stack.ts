/* oxlint-disable no-new -- a construct joins the tree in its constructor */
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { StringParameter } from "aws-cdk-lib/aws-ssm";
import type { Construct } from "constructs";

export interface StorageStackProps extends StackProps {
  readonly stage: string;
}

export class StorageStack extends Stack {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, props);
    this.bucket = new Bucket(this, "Uploads", {
      eventBridgeEnabled: true,
      autoDeleteObjects: true,
      removalPolicy: RemovalPolicy.DESTROY,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ expiration: Duration.days(props.stage === "first" ? 30 : 7) }],
    });
    new StringParameter(this, "BucketName", { parameterName: "/newcomer/bucket", stringValue: this.bucket.bucketName });
    new CfnOutput(this, "UploadsName", { value: this.bucket.bucketName, exportName: "newcomer-uploads" });
  }
}
