// Whose responses TestState knows: the services of `millrace/aws`, and those that workflows call most besides.

export interface ResponseService {
  /** As `arn:aws:states:::aws-sdk:…` writes it. */
  readonly service: string;
  /** The folder of its model in botocore. @default the service */
  readonly model?: string;
  /** Where all of them would be too much. @default every operation */
  readonly operations?: readonly string[];
}

export const responseServices: readonly ResponseService[] = [
  { service: "athena" },
  { service: "batch" },
  { service: "bedrock", operations: ["CreateModelCustomizationJob", "GetModelCustomizationJob"] },
  { service: "bedrockruntime", model: "bedrock-runtime" },
  { service: "cloudwatch" },
  { service: "cloudwatchlogs", model: "logs" },
  { service: "codebuild" },
  { service: "comprehend" },
  { service: "databrew", operations: ["DescribeJob", "DescribeJobRun", "StartJobRun", "StopJobRun"] },
  { service: "dynamodb" },
  {
    service: "ec2",
    operations: ["DescribeInstances", "DescribeInstanceStatus", "RunInstances", "StartInstances", "StopInstances"],
  },
  { service: "ecs" },
  { service: "eks", operations: ["CreateCluster", "CreateNodegroup", "DescribeCluster", "DescribeNodegroup"] },
  { service: "emr" },
  { service: "emrcontainers", model: "emr-containers" },
  { service: "emrserverless", model: "emr-serverless" },
  { service: "eventbridge", model: "events" },
  { service: "firehose" },
  { service: "glue" },
  { service: "kinesis" },
  { service: "kms" },
  { service: "lambda" },
  { service: "rdsdata", model: "rds-data" },
  { service: "redshiftdata", model: "redshift-data" },
  { service: "rekognition" },
  { service: "s3" },
  {
    service: "sagemaker",
    operations: [
      "CreateEndpoint",
      "CreateEndpointConfig",
      "CreateHyperParameterTuningJob",
      "CreateLabelingJob",
      "CreateModel",
      "CreateProcessingJob",
      "CreateTrainingJob",
      "CreateTransformJob",
      "DescribeHyperParameterTuningJob",
      "DescribeLabelingJob",
      "DescribeProcessingJob",
      "DescribeTrainingJob",
      "DescribeTransformJob",
      "UpdateEndpoint",
    ],
  },
  { service: "scheduler" },
  { service: "secretsmanager" },
  { service: "sesv2" },
  { service: "sfn", model: "stepfunctions" },
  { service: "sns" },
  { service: "sqs" },
  { service: "ssm" },
  { service: "sts" },
  { service: "textract" },
  { service: "transcribe" },
  { service: "translate" },
];
