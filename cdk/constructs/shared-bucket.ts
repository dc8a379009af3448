import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";

export interface SharedBucketProps {
  /**
   * What happens to the bucket when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A bucket that `defineBucket` declares: private, encrypted, TLS only, and sending its events to EventBridge. */
export class SharedBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: SharedBucketProps = {}) {
    super(scope, id);
    this.bucket = new Bucket(this, "Resource", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    // `eventBridgeEnabled: true` would add a custom resource with a Lambda function to set what CloudFormation can set itself.
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    Validations.of(this.bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "Executions record which object started them; access logs need a bucket and a price that the app's owner decides on.",
    });
  }
}
