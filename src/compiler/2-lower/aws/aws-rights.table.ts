// Which IAM actions an operation needs, and which of its arguments names what it needs them on.

/** One or more actions on what an argument names. */
export interface RightRule {
  /** Without the service's prefix, or with that of another service. */
  readonly actions: readonly string[];
  /** The argument's path: `TableName`, `Entries[].EventBusName`, `RequestItems.{}` for the keys of a map. */
  readonly on: string;
  /** Of a bucket: the path of the key, where the actions are on objects and not on the bucket itself. */
  readonly key?: string;
  /** How the argument names it. @default "reference": it is one */
  readonly as?: "reference" | "copySource" | "s3Uri";
  /** The argument may be absent, and the right with it. */
  readonly isOptional?: true;
  /** Needed only where this argument is given. */
  readonly when?: string;
  /** Of a table: where an index is named, the right is on the index. */
  readonly index?: string;
}

/** The argument that names the resource, where an operation has no rules of its own: the first one that is there. */
export const namingArguments: Readonly<Record<string, readonly string[]>> = {
  athena: ["WorkGroup"],
  bedrockruntime: ["ModelId"],
  dynamodb: ["TableName", "ExportArn"],
  eventbridge: ["Name", "ReplayName"],
  glue: ["JobName", "Name", "TableName", "RulesetNames[]", "RunId", "ResultId"],
  sfn: ["StateMachineArn", "ExecutionArn", "MapRunArn"],
  sns: ["TopicArn", "TargetArn"],
  sqs: ["QueueUrl"],
  ssm: ["Name", "Path"],
};

const readObject = (on: string, key: string): readonly RightRule[] => [
  { actions: ["GetObject"], on, key },
  { actions: ["GetObjectVersion"], on, key, when: "VersionId" },
  // Without it S3 answers 403 for a key that does not exist.
  { actions: ["ListBucket"], on },
];

const resultsAt = (on: string): readonly RightRule[] => [
  {
    actions: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
    on,
    key: on,
    as: "s3Uri",
    isOptional: true,
  },
  {
    actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
    on,
    as: "s3Uri",
    isOptional: true,
  },
];

const outputLocation = "ResultConfiguration.OutputLocation";

const invokeModel: readonly RightRule[] = [{ actions: ["InvokeModel"], on: "ModelId" }];

const transactItem = (member: string, action: string): RightRule => ({
  actions: [action],
  on: `TransactItems[].${member}.TableName`,
  isOptional: true,
});

/** By service and operation. */
export const rightRules: Readonly<Record<string, readonly RightRule[]>> = {
  "athena:startQueryExecution": [{ actions: ["StartQueryExecution"], on: "WorkGroup" }, ...resultsAt(outputLocation)],
  "athena:startQueryExecution.sync": [
    { actions: ["StartQueryExecution", "GetQueryExecution", "StopQueryExecution"], on: "WorkGroup" },
    ...resultsAt(outputLocation),
  ],
  "bedrockruntime:applyGuardrail": [{ actions: ["ApplyGuardrail"], on: "GuardrailIdentifier" }],
  "bedrockruntime:converse": invokeModel,
  "bedrockruntime:getAsyncInvoke": [{ actions: ["GetAsyncInvoke"], on: "InvocationArn" }],
  "bedrockruntime:invokeModel": [
    ...invokeModel,
    { actions: ["s3:GetObject"], on: "Input.S3Uri", key: "Input.S3Uri", as: "s3Uri", isOptional: true },
    { actions: ["s3:PutObject"], on: "Output.S3Uri", key: "Output.S3Uri", as: "s3Uri", isOptional: true },
  ],
  "bedrockruntime:startAsyncInvoke": invokeModel,
  "dynamodb:batchGetItem": [{ actions: ["BatchGetItem"], on: "RequestItems.{}" }],
  "dynamodb:batchWriteItem": [{ actions: ["BatchWriteItem"], on: "RequestItems.{}" }],
  "dynamodb:exportTableToPointInTime": [
    { actions: ["ExportTableToPointInTime"], on: "TableArn" },
    { actions: ["s3:PutObject", "s3:AbortMultipartUpload"], on: "S3Bucket", key: "S3Prefix" },
  ],
  "dynamodb:query": [{ actions: ["Query"], on: "TableName", index: "IndexName" }],
  "dynamodb:scan": [{ actions: ["Scan"], on: "TableName", index: "IndexName" }],
  "dynamodb:transactGetItems": [transactItem("Get", "GetItem")],
  "dynamodb:transactWriteItems": [
    transactItem("Put", "PutItem"),
    transactItem("Update", "UpdateItem"),
    transactItem("Delete", "DeleteItem"),
    transactItem("ConditionCheck", "ConditionCheckItem"),
  ],
  "eventbridge:putEvents": [{ actions: ["PutEvents"], on: "Entries[].EventBusName" }],
  "glue:startJobRun.sync": [{ actions: ["StartJobRun", "GetJobRun", "GetJobRuns", "BatchStopJobRun"], on: "JobName" }],
  "s3:copyObject": [
    { actions: ["GetObject", "GetObjectTagging"], on: "CopySource", key: "CopySource", as: "copySource" },
    { actions: ["ListBucket"], on: "CopySource", as: "copySource" },
    { actions: ["PutObject", "PutObjectTagging"], on: "Bucket", key: "Key" },
  ],
  "s3:deleteObject": [
    { actions: ["DeleteObject"], on: "Bucket", key: "Key" },
    { actions: ["DeleteObjectVersion"], on: "Bucket", key: "Key", when: "VersionId" },
  ],
  "s3:deleteObjectTagging": [{ actions: ["DeleteObjectTagging"], on: "Bucket", key: "Key" }],
  "s3:deleteObjects": [{ actions: ["DeleteObject"], on: "Bucket", key: "Delete.Objects[].Key" }],
  "s3:getObject": readObject("Bucket", "Key"),
  "s3:getObjectAttributes": [
    ...readObject("Bucket", "Key"),
    { actions: ["GetObjectAttributes"], on: "Bucket", key: "Key" },
  ],
  "s3:getObjectTagging": [{ actions: ["GetObjectTagging"], on: "Bucket", key: "Key" }],
  "s3:headObject": readObject("Bucket", "Key"),
  "s3:listObjectVersions": [{ actions: ["ListBucketVersions"], on: "Bucket" }],
  "s3:listObjectsV2": [{ actions: ["ListBucket"], on: "Bucket" }],
  "s3:putObject": [{ actions: ["PutObject"], on: "Bucket", key: "Key" }],
  "s3:putObjectTagging": [{ actions: ["PutObjectTagging"], on: "Bucket", key: "Key" }],
  "s3:restoreObject": [{ actions: ["RestoreObject"], on: "Bucket", key: "Key" }],
  "sns:publishBatch": [{ actions: ["Publish"], on: "TopicArn" }],
  "sqs:deleteMessageBatch": [{ actions: ["DeleteMessage"], on: "QueueUrl" }],
  "sqs:sendMessageBatch": [{ actions: ["SendMessage"], on: "QueueUrl" }],
};
