// Which services and operations `millrace/aws` offers: what is of use between the steps of a workflow. Creating and configuring
// resources is the stack's.

export interface ServiceChoice {
  readonly packageName: string;
  /** As the API writes them. */
  readonly operations: readonly string[];
  /** Before the colon of IAM actions. @default the service's name */
  readonly iamPrefix?: string;
  /** Operations that are called by an optimized integration, by name; `Name.sync` waits for the job's end. */
  readonly optimized?: Readonly<Record<string, OptimizedChoice>>;
  /** Members left out (`Structure.Member`), because how Step Functions spells or fills them is not settled. */
  readonly leftOut?: readonly string[];
  /** The same, where the `aws-sdk` integration is called. */
  readonly leftOutOfSdk?: readonly string[];
  /** Errors whose name in Java's SDK does not follow from the API's. */
  readonly renamedErrors?: Readonly<Record<string, string>>;
}

export interface OptimizedChoice {
  /** What follows `arn:aws:states:::`. */
  readonly resource: string;
  /** Before the dot of its errors' names. */
  readonly errorPrefix: string;
  /** What errors are called that the API does not declare. @default none is known */
  readonly undeclaredError?: string;
  /** TypeScript in place of the API's own types. */
  readonly inputText?: string;
  readonly outputText?: string;
  /** A structure in place of the operation's own output. */
  readonly output?: string;
  /** Its timestamps are milliseconds since 1970, as those of the older integrations are. */
  readonly hasNumericTimestamps?: true;
  /** Input members that the integration does not take. */
  readonly without?: readonly string[];
  readonly timeoutSeconds?: number;
}

const dynamodbItem = (operation: string): OptimizedChoice => ({
  resource: `dynamodb:${operation}`,
  errorPrefix: "DynamoDB",
  undeclaredError: "AmazonDynamoDBException",
});

export const services: readonly ServiceChoice[] = [
  {
    packageName: "@aws-sdk/client-athena",
    operations: [
      "BatchGetQueryExecution",
      "GetNamedQuery",
      "GetQueryExecution",
      "GetQueryResults",
      "GetTableMetadata",
      "ListQueryExecutions",
      "StartQueryExecution",
      "StopQueryExecution",
    ],
    optimized: {
      "StartQueryExecution.sync": {
        resource: "athena:startQueryExecution.sync",
        errorPrefix: "Athena",
        undeclaredError: "AmazonAthenaException",
        output: "GetQueryExecutionOutput",
        hasNumericTimestamps: true,
        // Athena ends a query after 30 minutes unless its quota was raised; it may wait in the queue before.
        timeoutSeconds: 3600,
      },
    },
  },
  {
    packageName: "@aws-sdk/client-bedrock-runtime",
    operations: ["ApplyGuardrail", "Converse", "GetAsyncInvoke", "InvokeModel", "StartAsyncInvoke"],
    iamPrefix: "bedrock",
    optimized: {
      InvokeModel: {
        resource: "bedrock:invokeModel",
        errorPrefix: "Bedrock",
        inputText: `{
  /** Id or ARN of the model or inference profile. */
  readonly ModelId: string;
  /** What the model takes, as JSON. */
  readonly Body?: Json | undefined;
  /** Where the model's input lies, in place of Body. */
  readonly Input?: { readonly S3Uri: string } | undefined;
  /** Where the answer goes, in place of the result's Body. */
  readonly Output?: { readonly S3Uri: string } | undefined;
  readonly Accept?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly GuardrailIdentifier?: string | undefined;
  readonly GuardrailVersion?: string | undefined;
  readonly Trace?: "ENABLED" | "DISABLED" | undefined;
}`,
        outputText: `{
  /** What the model answers, as JSON. */
  readonly Body: Json;
  readonly ContentType: string;
}`,
        timeoutSeconds: 900,
      },
    },
  },
  { packageName: "@aws-sdk/client-cloudwatch", operations: ["GetMetricData", "PutMetricData"] },
  {
    packageName: "@aws-sdk/client-dynamodb",
    operations: [
      "BatchGetItem",
      "BatchWriteItem",
      "DeleteItem",
      "DescribeExport",
      "DescribeTable",
      "ExportTableToPointInTime",
      "GetItem",
      "PutItem",
      "Query",
      "Scan",
      "TransactGetItems",
      "TransactWriteItems",
      "UpdateItem",
    ],
    optimized: {
      DeleteItem: dynamodbItem("deleteItem"),
      GetItem: dynamodbItem("getItem"),
      PutItem: dynamodbItem("putItem"),
      UpdateItem: dynamodbItem("updateItem"),
    },
    leftOut: ["AttributeValue.B", "AttributeValue.BS"],
    // It writes them `Bool`, `Nul`, `Ss` … in some places and as the API does in others.
    leftOutOfSdk: ["AttributeValue.BOOL", "AttributeValue.NULL", "AttributeValue.SS", "AttributeValue.NS"],
  },
  {
    packageName: "@aws-sdk/client-eventbridge",
    operations: ["DescribeReplay", "DescribeRule", "DisableRule", "EnableRule", "PutEvents", "StartReplay"],
    iamPrefix: "events",
    optimized: {
      // The `aws-sdk` integration would drop entries that fail.
      PutEvents: {
        resource: "events:putEvents",
        errorPrefix: "EventBridge",
        undeclaredError: "AmazonEventBridgeException",
      },
    },
  },
  {
    packageName: "@aws-sdk/client-glue",
    operations: [
      "BatchCreatePartition",
      "BatchStopJobRun",
      "CreatePartition",
      "DeletePartition",
      "GetCrawler",
      "GetDataQualityResult",
      "GetDataQualityRulesetEvaluationRun",
      "GetJobRun",
      "GetJobRuns",
      "GetPartition",
      "GetPartitions",
      "GetTable",
      "GetWorkflowRun",
      "StartCrawler",
      "StartDataQualityRulesetEvaluationRun",
      "StartJobRun",
      "StartWorkflowRun",
      "StopCrawler",
    ],
    optimized: {
      "StartJobRun.sync": {
        resource: "glue:startJobRun.sync",
        errorPrefix: "Glue",
        undeclaredError: "AWSGlueException",
        output: "JobRun",
        hasNumericTimestamps: true,
        without: ["JobRunQueuingEnabled", "ExecutionRoleSessionPolicy"],
        // Glue's own longest default.
        timeoutSeconds: 172_800,
      },
    },
  },
  {
    packageName: "@aws-sdk/client-s3",
    operations: [
      "CopyObject",
      "DeleteObject",
      "DeleteObjectTagging",
      "DeleteObjects",
      "GetObject",
      "GetObjectAttributes",
      "GetObjectTagging",
      "HeadObject",
      "ListObjectVersions",
      "ListObjectsV2",
      "PutObject",
      "PutObjectTagging",
      "RestoreObject",
    ],
    renamedErrors: { NotFound: "NoSuchKeyException" },
  },
  {
    packageName: "@aws-sdk/client-sfn",
    operations: [
      "DescribeExecution",
      "DescribeMapRun",
      "ListExecutions",
      "RedriveExecution",
      "SendTaskFailure",
      "SendTaskHeartbeat",
      "SendTaskSuccess",
      "StartExecution",
      "StopExecution",
    ],
    iamPrefix: "states",
  },
  {
    packageName: "@aws-sdk/client-sns",
    operations: ["Publish", "PublishBatch"],
  },
  {
    packageName: "@aws-sdk/client-sqs",
    operations: [
      "ChangeMessageVisibility",
      "DeleteMessage",
      "DeleteMessageBatch",
      "GetQueueAttributes",
      "ReceiveMessage",
      "SendMessage",
      "SendMessageBatch",
    ],
  },
  {
    packageName: "@aws-sdk/client-ssm",
    operations: ["GetParameter", "GetParametersByPath", "PutParameter"],
  },
];
