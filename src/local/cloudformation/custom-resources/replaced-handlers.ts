/** What aws-cdk-lib writes about the function behind `eventBridgeEnabled: true` of a bucket, which is in Python. */
const descriptions: ReadonlySet<unknown> = new Set([
  'AWS CloudFormation handler for "Custom::S3BucketNotifications" resources (@aws-cdk/aws-s3)',
]);

/** Is it a handler of aws-cdk-lib whose custom resources the local cloud makes by a type of its own, without running it? */
export function isReplacedHandler(description: unknown): boolean {
  return descriptions.has(description);
}
