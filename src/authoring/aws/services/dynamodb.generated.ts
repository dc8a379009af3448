// Generated from @aws-sdk/client-dynamodb 3.1164.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";

/** DynamoDB, as workflows call it. */
export interface DynamoDb {
  /** The BatchGetItem operation returns the attributes of one or more items from one or more tables. */
  readonly batchGetItem: AwsOperation<BatchGetItemInput, BatchGetItemOutput, "DynamoDbException" | "InternalServerErrorException" | "InvalidEndpointException" | "ProvisionedThroughputExceededException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException">;
  /** The BatchWriteItem operation puts or deletes multiple items in one or more tables. */
  readonly batchWriteItem: AwsOperation<BatchWriteItemInput, BatchWriteItemOutput, "DynamoDbException" | "InternalServerErrorException" | "InvalidEndpointException" | "ItemCollectionSizeLimitExceededException" | "ProvisionedThroughputExceededException" | "ReplicatedWriteConflictException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException">;
  /** Deletes a single item in a table by primary key. */
  readonly deleteItem: AwsOperation<DeleteItemInput, DeleteItemOutput, "AmazonDynamoDBException" | "ConditionalCheckFailedException" | "InternalServerErrorException" | "InvalidEndpointException" | "ItemCollectionSizeLimitExceededException" | "ProvisionedThroughputExceededException" | "ReplicatedWriteConflictException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException" | "TransactionConflictException">;
  /** Describes an existing table export. */
  readonly describeExport: AwsOperation<DescribeExportInput, DescribeExportOutput, "DynamoDbException" | "ExportNotFoundException" | "InternalServerErrorException" | "LimitExceededException" | "SdkClientException">;
  /** Returns information about the table, including the current status of the table, when it was created, the primary key schema, and any indexes on the table. */
  readonly describeTable: AwsOperation<DescribeTableInput, DescribeTableOutput, "DynamoDbException" | "InternalServerErrorException" | "InvalidEndpointException" | "ResourceNotFoundException" | "SdkClientException">;
  /** Exports table data to an S3 bucket. */
  readonly exportTableToPointInTime: AwsOperation<ExportTableToPointInTimeInput, ExportTableToPointInTimeOutput, "DynamoDbException" | "ExportConflictException" | "InternalServerErrorException" | "InvalidExportTimeException" | "LimitExceededException" | "PointInTimeRecoveryUnavailableException" | "SdkClientException" | "TableNotFoundException">;
  /** The GetItem operation returns a set of attributes for the item with the given primary key. */
  readonly getItem: AwsOperation<GetItemInput, GetItemOutput, "AmazonDynamoDBException" | "InternalServerErrorException" | "InvalidEndpointException" | "ProvisionedThroughputExceededException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException">;
  /** Creates a new item, or replaces an old item with a new item. */
  readonly putItem: AwsOperation<PutItemInput, PutItemOutput, "AmazonDynamoDBException" | "ConditionalCheckFailedException" | "InternalServerErrorException" | "InvalidEndpointException" | "ItemCollectionSizeLimitExceededException" | "ProvisionedThroughputExceededException" | "ReplicatedWriteConflictException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException" | "TransactionConflictException">;
  /** You must provide the name of the partition key attribute and a single value for that attribute. */
  readonly query: AwsOperation<QueryInput, QueryOutput, "DynamoDbException" | "InternalServerErrorException" | "InvalidEndpointException" | "ProvisionedThroughputExceededException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException">;
  /** The Scan operation returns one or more items and item attributes by accessing every item in a table or a secondary index. */
  readonly scan: AwsOperation<ScanInput, ScanOutput, "DynamoDbException" | "InternalServerErrorException" | "InvalidEndpointException" | "ProvisionedThroughputExceededException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException">;
  /** TransactGetItems is a synchronous operation that atomically retrieves multiple items from one or more tables (but not from indexes) in a single account and Region. */
  readonly transactGetItems: AwsOperation<TransactGetItemsInput, TransactGetItemsOutput, "DynamoDbException" | "InternalServerErrorException" | "InvalidEndpointException" | "ProvisionedThroughputExceededException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException" | "TransactionCanceledException">;
  /** TransactWriteItems is a synchronous write operation that groups up to 100 action requests. */
  readonly transactWriteItems: AwsOperation<TransactWriteItemsInput, TransactWriteItemsOutput, "DynamoDbException" | "IdempotentParameterMismatchException" | "InternalServerErrorException" | "InvalidEndpointException" | "ProvisionedThroughputExceededException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException" | "TransactionCanceledException" | "TransactionInProgressException">;
  /** Edits an existing item's attributes, or adds a new item to the table if it does not already exist. */
  readonly updateItem: AwsOperation<UpdateItemInput, UpdateItemOutput, "AmazonDynamoDBException" | "ConditionalCheckFailedException" | "InternalServerErrorException" | "InvalidEndpointException" | "ItemCollectionSizeLimitExceededException" | "ProvisionedThroughputExceededException" | "ReplicatedWriteConflictException" | "RequestLimitExceededException" | "ResourceNotFoundException" | "SdkClientException" | "ThrottlingException" | "TransactionConflictException">;
}

export const dynamodb: DynamoDb = awsService<DynamoDb>({
  "service": "dynamodb",
  "iamPrefix": "dynamodb",
  "errorPrefix": "DynamoDb",
  "transientErrors": [
    "InternalServerErrorException",
    "ProvisionedThroughputExceededException",
    "ReplicatedWriteConflictException",
    "RequestLimitExceededException",
    "ThrottlingException",
    "SdkClientException"
  ],
  "operations": [
    "batchGetItem",
    "batchWriteItem",
    "deleteItem",
    "describeExport",
    "describeTable",
    "exportTableToPointInTime",
    "getItem",
    "putItem",
    "query",
    "scan",
    "transactGetItems",
    "transactWriteItems",
    "updateItem"
  ],
  "optimized": {
    "deleteItem": {
      "resource": "dynamodb:deleteItem",
      "errorPrefix": "DynamoDB",
      "transientErrors": [
        "InternalServerErrorException",
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceededException",
        "ThrottlingException",
        "SdkClientException",
        "AmazonDynamoDBException"
      ]
    },
    "getItem": {
      "resource": "dynamodb:getItem",
      "errorPrefix": "DynamoDB",
      "transientErrors": [
        "InternalServerErrorException",
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceededException",
        "ThrottlingException",
        "SdkClientException",
        "AmazonDynamoDBException"
      ]
    },
    "putItem": {
      "resource": "dynamodb:putItem",
      "errorPrefix": "DynamoDB",
      "transientErrors": [
        "InternalServerErrorException",
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceededException",
        "ThrottlingException",
        "SdkClientException",
        "AmazonDynamoDBException"
      ]
    },
    "updateItem": {
      "resource": "dynamodb:updateItem",
      "errorPrefix": "DynamoDB",
      "transientErrors": [
        "InternalServerErrorException",
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceededException",
        "ThrottlingException",
        "SdkClientException",
        "AmazonDynamoDBException"
      ]
    }
  }
});

export interface ArchivalSummary {
  readonly ArchivalDateTime?: string | undefined;
  readonly ArchivalReason?: string | undefined;
  readonly ArchivalBackupArn?: string | undefined;
}

export type AttributeAction = "ADD" | "DELETE" | "PUT";

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: ScalarAttributeType;
}

export type AttributeValue =
  | { readonly S: string; readonly N?: never; readonly SS?: never; readonly NS?: never; readonly M?: never; readonly L?: never; readonly NULL?: never; readonly BOOL?: never }
  | { readonly N: string; readonly S?: never; readonly SS?: never; readonly NS?: never; readonly M?: never; readonly L?: never; readonly NULL?: never; readonly BOOL?: never }
  | { readonly SS: readonly string[]; readonly S?: never; readonly N?: never; readonly NS?: never; readonly M?: never; readonly L?: never; readonly NULL?: never; readonly BOOL?: never }
  | { readonly NS: readonly string[]; readonly S?: never; readonly N?: never; readonly SS?: never; readonly M?: never; readonly L?: never; readonly NULL?: never; readonly BOOL?: never }
  | { readonly M: { readonly [key: string]: AttributeValue }; readonly S?: never; readonly N?: never; readonly SS?: never; readonly NS?: never; readonly L?: never; readonly NULL?: never; readonly BOOL?: never }
  | { readonly L: readonly AttributeValue[]; readonly S?: never; readonly N?: never; readonly SS?: never; readonly NS?: never; readonly M?: never; readonly NULL?: never; readonly BOOL?: never }
  | { readonly NULL: boolean; readonly S?: never; readonly N?: never; readonly SS?: never; readonly NS?: never; readonly M?: never; readonly L?: never; readonly BOOL?: never }
  | { readonly BOOL: boolean; readonly S?: never; readonly N?: never; readonly SS?: never; readonly NS?: never; readonly M?: never; readonly L?: never; readonly NULL?: never };

export interface AttributeValueUpdate {
  readonly Value?: AttributeValue | undefined;
  readonly Action?: AttributeAction | undefined;
}

export interface BatchGetItemInput {
  readonly RequestItems: { readonly [key: string]: KeysAndAttributes };
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
}

export interface BatchGetItemOutput {
  readonly Responses?: { readonly [key: string]: readonly ({ readonly [key: string]: SdkAttributeValue })[] } | undefined;
  readonly UnprocessedKeys?: { readonly [key: string]: KeysAndAttributes } | undefined;
  readonly ConsumedCapacity?: readonly ConsumedCapacity[] | undefined;
}

export interface BatchWriteItemInput {
  readonly RequestItems: { readonly [key: string]: readonly WriteRequest[] };
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined;
}

export interface BatchWriteItemOutput {
  readonly UnprocessedItems?: { readonly [key: string]: readonly WriteRequest[] } | undefined;
  readonly ItemCollectionMetrics?: { readonly [key: string]: readonly SdkItemCollectionMetrics[] } | undefined;
  readonly ConsumedCapacity?: readonly ConsumedCapacity[] | undefined;
}

export type BillingMode = "PAY_PER_REQUEST" | "PROVISIONED";

export interface BillingModeSummary {
  readonly BillingMode?: BillingMode | undefined;
  readonly LastUpdateToPayPerRequestDateTime?: string | undefined;
}

export interface Capacity {
  readonly ReadCapacityUnits?: number | undefined;
  readonly WriteCapacityUnits?: number | undefined;
  readonly CapacityUnits?: number | undefined;
}

export type ComparisonOperator = "BEGINS_WITH" | "BETWEEN" | "CONTAINS" | "EQ" | "GE" | "GT" | "IN" | "LE" | "LT" | "NE" | "NOT_CONTAINS" | "NOT_NULL" | "NULL";

export interface Condition {
  readonly AttributeValueList?: readonly SdkAttributeValue[] | undefined;
  readonly ComparisonOperator: ComparisonOperator;
}

export interface ConditionCheck {
  readonly Key: { readonly [key: string]: SdkAttributeValue };
  readonly TableName: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

export type ConditionalOperator = "AND" | "OR";

export interface ConsumedCapacity {
  readonly TableName?: string | undefined;
  readonly CapacityUnits?: number | undefined;
  readonly ReadCapacityUnits?: number | undefined;
  readonly WriteCapacityUnits?: number | undefined;
  readonly Table?: Capacity | undefined;
  readonly LocalSecondaryIndexes?: { readonly [key: string]: Capacity } | undefined;
  readonly GlobalSecondaryIndexes?: { readonly [key: string]: Capacity } | undefined;
  readonly VectorIndexes?: { readonly [key: string]: VectorCapacity } | undefined;
}

export interface Delete {
  readonly Key: { readonly [key: string]: SdkAttributeValue };
  readonly TableName: string;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

export interface DeleteItemInput {
  readonly TableName: string;
  readonly Key: { readonly [key: string]: AttributeValue };
  readonly Expected?: { readonly [key: string]: ExpectedAttributeValue } | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
  readonly ReturnValues?: ReturnValue | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: AttributeValue } | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

export interface DeleteItemOutput {
  readonly Attributes?: { readonly [key: string]: AttributeValue } | undefined;
  readonly ConsumedCapacity?: ConsumedCapacity | undefined;
  readonly ItemCollectionMetrics?: ItemCollectionMetrics | undefined;
}

export interface DeleteRequest {
  readonly Key: { readonly [key: string]: SdkAttributeValue };
}

export interface DescribeExportInput {
  readonly ExportArn: string;
}

export interface DescribeExportOutput {
  readonly ExportDescription?: ExportDescription | undefined;
}

export interface DescribeTableInput {
  readonly TableName: string;
}

export interface DescribeTableOutput {
  readonly Table?: TableDescription | undefined;
}

export interface ExpectedAttributeValue {
  readonly Value?: AttributeValue | undefined;
  readonly Exists?: boolean | undefined;
  readonly ComparisonOperator?: ComparisonOperator | undefined;
  readonly AttributeValueList?: readonly AttributeValue[] | undefined;
}

export interface ExportDescription {
  readonly ExportArn?: string | undefined;
  readonly ExportStatus?: ExportStatus | undefined;
  readonly StartTime?: string | undefined;
  readonly EndTime?: string | undefined;
  readonly ExportManifest?: string | undefined;
  readonly TableArn?: string | undefined;
  readonly TableId?: string | undefined;
  readonly ExportTime?: string | undefined;
  readonly ClientToken?: string | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3BucketOwner?: string | undefined;
  readonly S3Prefix?: string | undefined;
  readonly S3SseAlgorithm?: S3SseAlgorithm | undefined;
  readonly S3SseKmsKeyId?: string | undefined;
  readonly FailureCode?: string | undefined;
  readonly FailureMessage?: string | undefined;
  readonly ExportFormat?: ExportFormat | undefined;
  readonly BilledSizeBytes?: number | undefined;
  readonly ItemCount?: number | undefined;
  readonly ExportType?: ExportType | undefined;
  readonly IncrementalExportSpecification?: IncrementalExportSpecification | undefined;
  readonly FilterSpecification?: FilterSpecification | undefined;
}

export type ExportFormat = "DYNAMODB_JSON" | "ION";

export type ExportStatus = "COMPLETED" | "FAILED" | "IN_PROGRESS";

export interface ExportTableToPointInTimeInput {
  readonly TableArn: string;
  readonly ExportTime?: string | undefined;
  readonly ClientToken?: string | undefined;
  readonly S3Bucket: string;
  readonly S3BucketOwner?: string | undefined;
  readonly S3Prefix?: string | undefined;
  readonly S3SseAlgorithm?: S3SseAlgorithm | undefined;
  readonly S3SseKmsKeyId?: string | undefined;
  readonly ExportFormat?: ExportFormat | undefined;
  readonly ExportType?: ExportType | undefined;
  readonly IncrementalExportSpecification?: IncrementalExportSpecification | undefined;
  readonly FilterSpecification?: FilterSpecification | undefined;
}

export interface ExportTableToPointInTimeOutput {
  readonly ExportDescription?: ExportDescription | undefined;
}

export type ExportType = "FULL_EXPORT" | "INCREMENTAL_EXPORT";

export type ExportViewType = "NEW_AND_OLD_IMAGES" | "NEW_IMAGE";

export interface FilterSpecification {
  readonly FilterExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: SdkAttributeValue } | undefined;
}

export interface Get {
  readonly Key: { readonly [key: string]: SdkAttributeValue };
  readonly TableName: string;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
}

export interface GetItemInput {
  readonly TableName: string;
  readonly Key: { readonly [key: string]: AttributeValue };
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
}

export interface GetItemOutput {
  readonly Item?: { readonly [key: string]: AttributeValue } | undefined;
  readonly ConsumedCapacity?: ConsumedCapacity | undefined;
}

export interface GlobalSecondaryIndexDescription {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly Projection?: Projection | undefined;
  readonly IndexStatus?: IndexStatus | undefined;
  readonly Backfilling?: boolean | undefined;
  readonly ProvisionedThroughput?: ProvisionedThroughputDescription | undefined;
  readonly IndexSizeBytes?: number | undefined;
  readonly ItemCount?: number | undefined;
  readonly IndexArn?: string | undefined;
  readonly OnDemandThroughput?: OnDemandThroughput | undefined;
  readonly WarmThroughput?: GlobalSecondaryIndexWarmThroughputDescription | undefined;
}

export interface GlobalSecondaryIndexWarmThroughputDescription {
  readonly ReadUnitsPerSecond?: number | undefined;
  readonly WriteUnitsPerSecond?: number | undefined;
  readonly Status?: IndexStatus | undefined;
}

export type GlobalTableSettingsReplicationMode = "DISABLED" | "ENABLED" | "ENABLED_WITH_OVERRIDES";

export interface GlobalTableWitnessDescription {
  readonly RegionName?: string | undefined;
  readonly WitnessStatus?: WitnessStatus | undefined;
}

export interface IncrementalExportSpecification {
  readonly ExportFromTime?: string | undefined;
  readonly ExportToTime?: string | undefined;
  readonly ExportViewType?: ExportViewType | undefined;
}

export type IndexStatus = "ACTIVE" | "CREATING" | "DELETING" | "UPDATING";

export interface ItemCollectionMetrics {
  readonly ItemCollectionKey?: { readonly [key: string]: AttributeValue } | undefined;
  readonly SizeEstimateRangeGB?: readonly number[] | undefined;
}

export interface ItemResponse {
  readonly Item?: { readonly [key: string]: SdkAttributeValue } | undefined;
}

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: KeyType;
}

export type KeyType = "HASH" | "RANGE";

export interface KeysAndAttributes {
  readonly Keys: readonly ({ readonly [key: string]: SdkAttributeValue })[];
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
}

export interface LocalSecondaryIndexDescription {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly Projection?: Projection | undefined;
  readonly IndexSizeBytes?: number | undefined;
  readonly ItemCount?: number | undefined;
  readonly IndexArn?: string | undefined;
}

export type MultiRegionConsistency = "EVENTUAL" | "STRONG";

export interface OnDemandThroughput {
  readonly MaxReadRequestUnits?: number | undefined;
  readonly MaxWriteRequestUnits?: number | undefined;
}

export interface OnDemandThroughputOverride {
  readonly MaxReadRequestUnits?: number | undefined;
}

export interface Projection {
  readonly ProjectionType?: ProjectionType | undefined;
  readonly NonKeyAttributes?: readonly string[] | undefined;
}

export type ProjectionType = "ALL" | "INCLUDE" | "KEYS_ONLY";

export interface ProvisionedThroughputDescription {
  readonly LastIncreaseDateTime?: string | undefined;
  readonly LastDecreaseDateTime?: string | undefined;
  readonly NumberOfDecreasesToday?: number | undefined;
  readonly ReadCapacityUnits?: number | undefined;
  readonly WriteCapacityUnits?: number | undefined;
}

export interface ProvisionedThroughputOverride {
  readonly ReadCapacityUnits?: number | undefined;
}

export interface Put {
  readonly Item: { readonly [key: string]: SdkAttributeValue };
  readonly TableName: string;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

export interface PutItemInput {
  readonly TableName: string;
  readonly Item: { readonly [key: string]: AttributeValue };
  readonly Expected?: { readonly [key: string]: ExpectedAttributeValue } | undefined;
  readonly ReturnValues?: ReturnValue | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: AttributeValue } | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

export interface PutItemOutput {
  readonly Attributes?: { readonly [key: string]: AttributeValue } | undefined;
  readonly ConsumedCapacity?: ConsumedCapacity | undefined;
  readonly ItemCollectionMetrics?: ItemCollectionMetrics | undefined;
}

export interface PutRequest {
  readonly Item: { readonly [key: string]: SdkAttributeValue };
}

export interface QueryInput {
  readonly TableName: string;
  readonly IndexName?: string | undefined;
  readonly Select?: Select | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly Limit?: number | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly KeyConditions?: { readonly [key: string]: Condition } | undefined;
  readonly QueryFilter?: { readonly [key: string]: Condition } | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
  readonly ScanIndexForward?: boolean | undefined;
  readonly ExclusiveStartKey?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: SdkAttributeValue } | undefined;
}

export interface QueryOutput {
  readonly Items?: readonly ({ readonly [key: string]: SdkAttributeValue })[] | undefined;
  readonly Count?: number | undefined;
  readonly ScannedCount?: number | undefined;
  readonly LastEvaluatedKey?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ConsumedCapacity?: ConsumedCapacity | undefined;
}

export interface ReplicaDescription {
  readonly RegionName?: string | undefined;
  readonly ReplicaStatus?: ReplicaStatus | undefined;
  readonly ReplicaArn?: string | undefined;
  readonly ReplicaStatusDescription?: string | undefined;
  readonly ReplicaStatusPercentProgress?: string | undefined;
  readonly KmsMasterKeyId?: string | undefined;
  readonly ProvisionedThroughputOverride?: ProvisionedThroughputOverride | undefined;
  readonly OnDemandThroughputOverride?: OnDemandThroughputOverride | undefined;
  readonly WarmThroughput?: TableWarmThroughputDescription | undefined;
  readonly GlobalSecondaryIndexes?: readonly ReplicaGlobalSecondaryIndexDescription[] | undefined;
  readonly ReplicaInaccessibleDateTime?: string | undefined;
  readonly ReplicaTableClassSummary?: TableClassSummary | undefined;
  readonly GlobalTableSettingsReplicationMode?: GlobalTableSettingsReplicationMode | undefined;
}

export interface ReplicaGlobalSecondaryIndexDescription {
  readonly IndexName?: string | undefined;
  readonly ProvisionedThroughputOverride?: ProvisionedThroughputOverride | undefined;
  readonly OnDemandThroughputOverride?: OnDemandThroughputOverride | undefined;
  readonly WarmThroughput?: GlobalSecondaryIndexWarmThroughputDescription | undefined;
}

export type ReplicaStatus = "ACTIVE" | "ARCHIVED" | "ARCHIVING" | "CREATING" | "CREATION_FAILED" | "DELETING" | "INACCESSIBLE_ENCRYPTION_CREDENTIALS" | "REGION_DISABLED" | "REPLICATION_NOT_AUTHORIZED" | "UPDATING";

export interface RestoreSummary {
  readonly SourceBackupArn?: string | undefined;
  readonly SourceTableArn?: string | undefined;
  readonly RestoreDateTime: string;
  readonly RestoreInProgress: boolean;
}

export type ReturnConsumedCapacity = "INDEXES" | "NONE" | "TOTAL";

export type ReturnItemCollectionMetrics = "NONE" | "SIZE";

export type ReturnValue = "ALL_NEW" | "ALL_OLD" | "NONE" | "UPDATED_NEW" | "UPDATED_OLD";

export type ReturnValuesOnConditionCheckFailure = "ALL_OLD" | "NONE";

export type S3SseAlgorithm = "AES256" | "KMS";

export interface SSEDescription {
  readonly Status?: SSEStatus | undefined;
  readonly SseType?: SSEType | undefined;
  readonly KmsMasterKeyArn?: string | undefined;
  readonly InaccessibleEncryptionDateTime?: string | undefined;
}

export type SSEStatus = "DISABLED" | "DISABLING" | "ENABLED" | "ENABLING" | "UPDATING";

export type SSEType = "AES256" | "KMS";

export type ScalarAttributeType = "B" | "N" | "S";

export interface ScanInput {
  readonly TableName: string;
  readonly IndexName?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly Limit?: number | undefined;
  readonly Select?: Select | undefined;
  readonly ScanFilter?: { readonly [key: string]: Condition } | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
  readonly ExclusiveStartKey?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly TotalSegments?: number | undefined;
  readonly Segment?: number | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ConsistentRead?: boolean | undefined;
}

export interface ScanOutput {
  readonly Items?: readonly ({ readonly [key: string]: SdkAttributeValue })[] | undefined;
  readonly Count?: number | undefined;
  readonly ScannedCount?: number | undefined;
  readonly LastEvaluatedKey?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ConsumedCapacity?: ConsumedCapacity | undefined;
}

export type SdkAttributeValue =
  | { readonly S: string; readonly N?: never; readonly M?: never; readonly L?: never }
  | { readonly N: string; readonly S?: never; readonly M?: never; readonly L?: never }
  | { readonly M: { readonly [key: string]: SdkAttributeValue }; readonly S?: never; readonly N?: never; readonly L?: never }
  | { readonly L: readonly SdkAttributeValue[]; readonly S?: never; readonly N?: never; readonly M?: never };

export interface SdkItemCollectionMetrics {
  readonly ItemCollectionKey?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly SizeEstimateRangeGB?: readonly number[] | undefined;
}

export interface SearchSchemaElement {
  readonly AttributeName: string;
  readonly SearchSchemaElementType: SearchSchemaElementType;
}

export type SearchSchemaElementType = "HASH" | "INLINE_FILTER";

export type Select = "ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES" | "COUNT" | "SPECIFIC_ATTRIBUTES";

export interface StreamSpecification {
  readonly StreamEnabled: boolean;
  readonly StreamViewType?: StreamViewType | undefined;
}

export type StreamViewType = "KEYS_ONLY" | "NEW_AND_OLD_IMAGES" | "NEW_IMAGE" | "OLD_IMAGE";

export type TableClass = "STANDARD" | "STANDARD_INFREQUENT_ACCESS";

export interface TableClassSummary {
  readonly TableClass?: TableClass | undefined;
  readonly LastUpdateDateTime?: string | undefined;
}

export interface TableDescription {
  readonly AttributeDefinitions?: readonly AttributeDefinition[] | undefined;
  readonly TableName?: string | undefined;
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly TableStatus?: TableStatus | undefined;
  readonly CreationDateTime?: string | undefined;
  readonly ProvisionedThroughput?: ProvisionedThroughputDescription | undefined;
  readonly TableSizeBytes?: number | undefined;
  readonly ItemCount?: number | undefined;
  readonly TableArn?: string | undefined;
  readonly TableId?: string | undefined;
  readonly BillingModeSummary?: BillingModeSummary | undefined;
  readonly LocalSecondaryIndexes?: readonly LocalSecondaryIndexDescription[] | undefined;
  readonly GlobalSecondaryIndexes?: readonly GlobalSecondaryIndexDescription[] | undefined;
  readonly StreamSpecification?: StreamSpecification | undefined;
  readonly LatestStreamLabel?: string | undefined;
  readonly LatestStreamArn?: string | undefined;
  readonly GlobalTableVersion?: string | undefined;
  readonly Replicas?: readonly ReplicaDescription[] | undefined;
  readonly GlobalTableWitnesses?: readonly GlobalTableWitnessDescription[] | undefined;
  readonly GlobalTableSettingsReplicationMode?: GlobalTableSettingsReplicationMode | undefined;
  readonly RestoreSummary?: RestoreSummary | undefined;
  readonly SseDescription?: SSEDescription | undefined;
  readonly ArchivalSummary?: ArchivalSummary | undefined;
  readonly TableClassSummary?: TableClassSummary | undefined;
  readonly DeletionProtectionEnabled?: boolean | undefined;
  readonly DisassociationProtectionEnabled?: boolean | undefined;
  readonly OnDemandThroughput?: OnDemandThroughput | undefined;
  readonly WarmThroughput?: TableWarmThroughputDescription | undefined;
  readonly MultiRegionConsistency?: MultiRegionConsistency | undefined;
  readonly VectorIndexes?: readonly VectorIndexDescription[] | undefined;
}

export type TableStatus = "ACTIVE" | "ARCHIVED" | "ARCHIVING" | "CREATING" | "DELETING" | "INACCESSIBLE_ENCRYPTION_CREDENTIALS" | "REPLICATION_NOT_AUTHORIZED" | "UPDATING";

export interface TableWarmThroughputDescription {
  readonly ReadUnitsPerSecond?: number | undefined;
  readonly WriteUnitsPerSecond?: number | undefined;
  readonly Status?: TableStatus | undefined;
}

export interface TransactGetItem {
  readonly Get: Get;
}

export interface TransactGetItemsInput {
  readonly TransactItems: readonly TransactGetItem[];
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
}

export interface TransactGetItemsOutput {
  readonly ConsumedCapacity?: readonly ConsumedCapacity[] | undefined;
  readonly Responses?: readonly ItemResponse[] | undefined;
}

export interface TransactWriteItem {
  readonly ConditionCheck?: ConditionCheck | undefined;
  readonly Put?: Put | undefined;
  readonly Delete?: Delete | undefined;
  readonly Update?: Update | undefined;
}

export interface TransactWriteItemsInput {
  readonly TransactItems: readonly TransactWriteItem[];
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined;
  readonly ClientRequestToken?: string | undefined;
}

export interface TransactWriteItemsOutput {
  readonly ConsumedCapacity?: readonly ConsumedCapacity[] | undefined;
  readonly ItemCollectionMetrics?: { readonly [key: string]: readonly SdkItemCollectionMetrics[] } | undefined;
}

export interface Update {
  readonly Key: { readonly [key: string]: SdkAttributeValue };
  readonly UpdateExpression: string;
  readonly TableName: string;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: SdkAttributeValue } | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

export interface UpdateItemInput {
  readonly TableName: string;
  readonly Key: { readonly [key: string]: AttributeValue };
  readonly AttributeUpdates?: { readonly [key: string]: AttributeValueUpdate } | undefined;
  readonly Expected?: { readonly [key: string]: ExpectedAttributeValue } | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
  readonly ReturnValues?: ReturnValue | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  readonly ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: { readonly [key: string]: string } | undefined;
  readonly ExpressionAttributeValues?: { readonly [key: string]: AttributeValue } | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

export interface UpdateItemOutput {
  readonly Attributes?: { readonly [key: string]: AttributeValue } | undefined;
  readonly ConsumedCapacity?: ConsumedCapacity | undefined;
  readonly ItemCollectionMetrics?: ItemCollectionMetrics | undefined;
}

export interface VectorAttributeDefinition {
  readonly AttributeName: string;
}

export interface VectorCapacity {
  readonly VectorSearchRequestBytes?: number | undefined;
  readonly VectorWriteRequestBytes?: number | undefined;
}

export type VectorDistanceFunction = "COSINE" | "DOT_PRODUCT" | "EUCLIDEAN";

export interface VectorIndexDescription {
  readonly IndexName?: string | undefined;
  readonly SearchSchema?: readonly SearchSchemaElement[] | undefined;
  readonly Projection?: Projection | undefined;
  readonly VectorAttribute?: VectorAttributeDefinition | undefined;
  readonly Dimensions?: number | undefined;
  readonly DistanceFunction?: VectorDistanceFunction | undefined;
  readonly IndexStatus?: IndexStatus | undefined;
  readonly Backfilling?: boolean | undefined;
  readonly IndexSizeBytes?: number | undefined;
  readonly ItemCount?: number | undefined;
  readonly IndexArn?: string | undefined;
}

export type WitnessStatus = "ACTIVE" | "CREATING" | "DELETING";

export interface WriteRequest {
  readonly PutRequest?: PutRequest | undefined;
  readonly DeleteRequest?: DeleteRequest | undefined;
}

