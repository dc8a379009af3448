/** What a template says beside the deployments: `{}` for what is not there. */
export interface TemplateParts {
  /** By logical id. */
  readonly deployments: Readonly<Record<string, object>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly versioned?: boolean;
  readonly resources?: object;
  readonly outputs?: object;
}

/** A bucket, deployments into it and what aws-cdk-lib writes for their handler: a function in Python, its layer and role. */
export function deploymentTemplate(bucket: string, parts: TemplateParts): string {
  const { deployments, tags, versioned, resources, outputs } = parts;
  const Version = "2012-10-17";
  const handler = { "Fn::GetAtt": ["Handler", "Arn"] };
  const own = Object.entries(deployments).map(([id, properties]) => [
    id,
    { Type: "Custom::CDKBucketDeployment", Properties: { ServiceToken: handler, ...properties } },
  ]);
  return JSON.stringify({
    Resources: {
      Bucket: {
        Type: "AWS::S3::Bucket",
        DeletionPolicy: "Retain",
        Properties: {
          BucketName: bucket,
          ...(tags && { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
          ...(versioned && { VersioningConfiguration: { Status: "Enabled" } }),
        },
      },
      ...(own.length > 0 && {
        Layer: {
          Type: "AWS::Lambda::LayerVersion",
          Properties: { Content: { S3Bucket: "assets", S3Key: "no-such-layer.zip" }, Description: "/opt/awscli/aws" },
        },
        Role: {
          Type: "AWS::IAM::Role",
          Properties: {
            AssumeRolePolicyDocument: {
              Version,
              Statement: [
                { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
              ],
            },
          },
        },
        Handler: {
          Type: "AWS::Lambda::Function",
          Properties: {
            Code: { S3Bucket: "assets", S3Key: "no-such-handler.zip" },
            Handler: "index.handler",
            Layers: [{ Ref: "Layer" }],
            Role: { "Fn::GetAtt": ["Role", "Arn"] },
            Runtime: "python3.13",
            Timeout: 900,
          },
        },
      }),
      ...Object.fromEntries(own),
      ...resources,
    },
    ...(outputs && { Outputs: outputs }),
  });
}

/** Properties of a deployment from archives of the bucket `assets` into the bucket of the template. */
export function deploymentOf(keys: readonly string[], more: object = {}): object {
  return {
    SourceBucketNames: keys.map(() => "assets"),
    SourceObjectKeys: keys,
    DestinationBucketName: { Ref: "Bucket" },
    WaitForDistributionInvalidation: true,
    Prune: true,
    OutputObjectKeys: true,
    ...more,
  };
}
