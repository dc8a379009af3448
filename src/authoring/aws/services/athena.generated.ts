// Generated from @aws-sdk/client-athena 3.1164.0 by npm run generate:aws. Do not edit.

import { type AwsJob, type AwsOperation, awsService } from "../aws-operation.ts";

/** Athena, as workflows call it. */
export interface Athena {
  /** Returns the details of a single query execution or a list of up to 50 query executions, which you provide as an array of query execution ID strings. */
  readonly batchGetQueryExecution: AwsOperation<BatchGetQueryExecutionInput, BatchGetQueryExecutionOutput, "AthenaException" | "InternalServerException" | "InvalidRequestException" | "SdkClientException">;
  /** Returns information about a single query. */
  readonly getNamedQuery: AwsOperation<GetNamedQueryInput, GetNamedQueryOutput, "AthenaException" | "InternalServerException" | "InvalidRequestException" | "SdkClientException">;
  /** Returns information about a single execution of a query if you have access to the workgroup in which the query ran. */
  readonly getQueryExecution: AwsOperation<GetQueryExecutionInput, GetQueryExecutionOutput, "AthenaException" | "InternalServerException" | "InvalidRequestException" | "SdkClientException">;
  /** Streams the results of a single query execution specified by QueryExecutionId from the Athena query results location in Amazon S3. */
  readonly getQueryResults: AwsOperation<GetQueryResultsInput, GetQueryResultsOutput, "AthenaException" | "InternalServerException" | "InvalidRequestException" | "SdkClientException" | "TooManyRequestsException">;
  /** Returns table metadata for the specified catalog, database, and table. */
  readonly getTableMetadata: AwsOperation<GetTableMetadataInput, GetTableMetadataOutput, "AthenaException" | "InternalServerException" | "InvalidRequestException" | "MetadataException" | "SdkClientException">;
  /** Provides a list of available query execution IDs for the queries in the specified workgroup. */
  readonly listQueryExecutions: AwsOperation<ListQueryExecutionsInput, ListQueryExecutionsOutput, "AthenaException" | "InternalServerException" | "InvalidRequestException" | "SdkClientException">;
  /** Runs the SQL query statements contained in the Query. */
  readonly startQueryExecution: AwsJob<StartQueryExecutionInput, StartQueryExecutionOutput, "AthenaException" | "InternalServerException" | "InvalidRequestException" | "SdkClientException" | "TooManyRequestsException", StartQueryExecutionInput, OptimizedGetQueryExecutionOutput, "AmazonAthenaException" | "InternalServerException" | "InvalidRequestException" | "SdkClientException" | "TooManyRequestsException">;
  /** Stops a query execution. */
  readonly stopQueryExecution: AwsOperation<StopQueryExecutionInput, NoMembers, "AthenaException" | "InternalServerException" | "InvalidRequestException" | "SdkClientException">;
}

export const athena: Athena = awsService<Athena>({
  "service": "athena",
  "iamPrefix": "athena",
  "errorPrefix": "Athena",
  "transientErrors": [
    "InternalServerException",
    "TooManyRequestsException",
    "SdkClientException"
  ],
  "operations": [
    "batchGetQueryExecution",
    "getNamedQuery",
    "getQueryExecution",
    "getQueryResults",
    "getTableMetadata",
    "listQueryExecutions",
    "startQueryExecution",
    "stopQueryExecution"
  ],
  "optimized": {
    "startQueryExecution.sync": {
      "resource": "athena:startQueryExecution.sync",
      "errorPrefix": "Athena",
      "transientErrors": [
        "InternalServerException",
        "TooManyRequestsException",
        "SdkClientException",
        "AmazonAthenaException"
      ],
      "timeoutSeconds": 3600
    }
  }
});

export interface AclConfiguration {
  readonly S3AclOption: S3AclOption;
}

export interface AthenaError {
  readonly ErrorCategory?: number | undefined;
  readonly ErrorType?: number | undefined;
  readonly Retryable?: boolean | undefined;
  readonly ErrorMessage?: string | undefined;
}

export type AuthenticationType = "DIRECTORY_IDENTITY";

export interface BatchGetQueryExecutionInput {
  readonly QueryExecutionIds: readonly string[];
}

export interface BatchGetQueryExecutionOutput {
  readonly QueryExecutions?: readonly QueryExecution[] | undefined;
  readonly UnprocessedQueryExecutionIds?: readonly UnprocessedQueryExecutionId[] | undefined;
}

export interface Classification {
  readonly Name?: string | undefined;
  readonly Properties?: { readonly [key: string]: string } | undefined;
}

export interface Column {
  readonly Name: string;
  readonly Type?: string | undefined;
  readonly Comment?: string | undefined;
}

export interface ColumnInfo {
  readonly CatalogName?: string | undefined;
  readonly SchemaName?: string | undefined;
  readonly TableName?: string | undefined;
  readonly Name: string;
  readonly Label?: string | undefined;
  readonly Type: string;
  readonly Precision?: number | undefined;
  readonly Scale?: number | undefined;
  readonly Nullable?: ColumnNullable | undefined;
  readonly CaseSensitive?: boolean | undefined;
}

export type ColumnNullable = "NOT_NULL" | "NULLABLE" | "UNKNOWN";

export interface Datum {
  readonly VarCharValue?: string | undefined;
}

export interface EncryptionConfiguration {
  readonly EncryptionOption: EncryptionOption;
  readonly KmsKey?: string | undefined;
}

export type EncryptionOption = "CSE_KMS" | "SSE_KMS" | "SSE_S3";

export interface EngineConfiguration {
  readonly CoordinatorDpuSize?: number | undefined;
  readonly MaxConcurrentDpus?: number | undefined;
  readonly DefaultExecutorDpuSize?: number | undefined;
  readonly AdditionalConfigs?: { readonly [key: string]: string } | undefined;
  readonly SparkProperties?: { readonly [key: string]: string } | undefined;
  readonly Classifications?: readonly Classification[] | undefined;
}

export interface EngineVersion {
  readonly SelectedEngineVersion?: string | undefined;
  readonly EffectiveEngineVersion?: string | undefined;
}

export interface GetNamedQueryInput {
  readonly NamedQueryId: string;
}

export interface GetNamedQueryOutput {
  readonly NamedQuery?: NamedQuery | undefined;
}

export interface GetQueryExecutionInput {
  readonly QueryExecutionId: string;
}

export interface GetQueryExecutionOutput {
  readonly QueryExecution?: QueryExecution | undefined;
}

export interface GetQueryResultsInput {
  readonly QueryExecutionId: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly QueryResultType?: QueryResultType | undefined;
}

export interface GetQueryResultsOutput {
  readonly UpdateCount?: number | undefined;
  readonly ResultSet?: ResultSet | undefined;
  readonly NextToken?: string | undefined;
}

export interface GetTableMetadataInput {
  readonly CatalogName: string;
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly WorkGroup?: string | undefined;
}

export interface GetTableMetadataOutput {
  readonly TableMetadata?: TableMetadata | undefined;
}

export interface ListQueryExecutionsInput {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly WorkGroup?: string | undefined;
}

export interface ListQueryExecutionsOutput {
  readonly QueryExecutionIds?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ManagedQueryResultsConfiguration {
  readonly Enabled: boolean;
  readonly EncryptionConfiguration?: ManagedQueryResultsEncryptionConfiguration | undefined;
}

export interface ManagedQueryResultsEncryptionConfiguration {
  readonly KmsKey: string;
}

export interface NamedQuery {
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly Database: string;
  readonly QueryString: string;
  readonly NamedQueryId?: string | undefined;
  readonly WorkGroup?: string | undefined;
}

/** Nothing: `{}`. */
export type NoMembers = Readonly<Record<never, never>>;

export interface OptimizedGetQueryExecutionOutput {
  readonly QueryExecution?: OptimizedQueryExecution | undefined;
}

export interface OptimizedQueryExecution {
  readonly QueryExecutionId?: string | undefined;
  readonly Query?: string | undefined;
  readonly StatementType?: StatementType | undefined;
  readonly ManagedQueryResultsConfiguration?: ManagedQueryResultsConfiguration | undefined;
  readonly ResultConfiguration?: ResultConfiguration | undefined;
  readonly ResultReuseConfiguration?: ResultReuseConfiguration | undefined;
  readonly QueryExecutionContext?: QueryExecutionContext | undefined;
  readonly Status?: OptimizedQueryExecutionStatus | undefined;
  readonly Statistics?: QueryExecutionStatistics | undefined;
  readonly WorkGroup?: string | undefined;
  readonly EngineVersion?: EngineVersion | undefined;
  readonly ExecutionParameters?: readonly string[] | undefined;
  readonly SubstatementType?: string | undefined;
  readonly QueryResultsS3AccessGrantsConfiguration?: QueryResultsS3AccessGrantsConfiguration | undefined;
}

export interface OptimizedQueryExecutionStatus {
  readonly State?: QueryExecutionState | undefined;
  readonly StateChangeReason?: string | undefined;
  readonly SubmissionDateTime?: number | undefined;
  readonly CompletionDateTime?: number | undefined;
  readonly AthenaError?: AthenaError | undefined;
}

export interface QueryExecution {
  readonly QueryExecutionId?: string | undefined;
  readonly Query?: string | undefined;
  readonly StatementType?: StatementType | undefined;
  readonly ManagedQueryResultsConfiguration?: ManagedQueryResultsConfiguration | undefined;
  readonly ResultConfiguration?: ResultConfiguration | undefined;
  readonly ResultReuseConfiguration?: ResultReuseConfiguration | undefined;
  readonly QueryExecutionContext?: QueryExecutionContext | undefined;
  readonly Status?: QueryExecutionStatus | undefined;
  readonly Statistics?: QueryExecutionStatistics | undefined;
  readonly WorkGroup?: string | undefined;
  readonly EngineVersion?: EngineVersion | undefined;
  readonly ExecutionParameters?: readonly string[] | undefined;
  readonly SubstatementType?: string | undefined;
  readonly QueryResultsS3AccessGrantsConfiguration?: QueryResultsS3AccessGrantsConfiguration | undefined;
}

export interface QueryExecutionContext {
  readonly Database?: string | undefined;
  readonly Catalog?: string | undefined;
}

export type QueryExecutionState = "CANCELLED" | "FAILED" | "QUEUED" | "RUNNING" | "SUCCEEDED";

export interface QueryExecutionStatistics {
  readonly EngineExecutionTimeInMillis?: number | undefined;
  readonly DataScannedInBytes?: number | undefined;
  readonly DataManifestLocation?: string | undefined;
  readonly TotalExecutionTimeInMillis?: number | undefined;
  readonly QueryQueueTimeInMillis?: number | undefined;
  readonly ServicePreProcessingTimeInMillis?: number | undefined;
  readonly QueryPlanningTimeInMillis?: number | undefined;
  readonly ServiceProcessingTimeInMillis?: number | undefined;
  readonly ResultReuseInformation?: ResultReuseInformation | undefined;
  readonly DpuCount?: number | undefined;
}

export interface QueryExecutionStatus {
  readonly State?: QueryExecutionState | undefined;
  readonly StateChangeReason?: string | undefined;
  readonly SubmissionDateTime?: string | undefined;
  readonly CompletionDateTime?: string | undefined;
  readonly AthenaError?: AthenaError | undefined;
}

export type QueryResultType = "DATA_MANIFEST" | "DATA_ROWS";

export interface QueryResultsS3AccessGrantsConfiguration {
  readonly EnableS3AccessGrants: boolean;
  readonly CreateUserLevelPrefix?: boolean | undefined;
  readonly AuthenticationType: AuthenticationType;
}

export interface ResultConfiguration {
  readonly OutputLocation?: string | undefined;
  readonly EncryptionConfiguration?: EncryptionConfiguration | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly AclConfiguration?: AclConfiguration | undefined;
}

export interface ResultReuseByAgeConfiguration {
  readonly Enabled: boolean;
  readonly MaxAgeInMinutes?: number | undefined;
}

export interface ResultReuseConfiguration {
  readonly ResultReuseByAgeConfiguration?: ResultReuseByAgeConfiguration | undefined;
}

export interface ResultReuseInformation {
  readonly ReusedPreviousResult: boolean;
}

export interface ResultSet {
  readonly Rows?: readonly Row[] | undefined;
  readonly ResultSetMetadata?: ResultSetMetadata | undefined;
}

export interface ResultSetMetadata {
  readonly ColumnInfo?: readonly ColumnInfo[] | undefined;
}

export interface Row {
  readonly Data?: readonly Datum[] | undefined;
}

export type S3AclOption = "BUCKET_OWNER_FULL_CONTROL";

export interface StartQueryExecutionInput {
  readonly QueryString: string;
  readonly ClientRequestToken?: string | undefined;
  readonly QueryExecutionContext?: QueryExecutionContext | undefined;
  readonly ResultConfiguration?: ResultConfiguration | undefined;
  readonly WorkGroup?: string | undefined;
  readonly ExecutionParameters?: readonly string[] | undefined;
  readonly ResultReuseConfiguration?: ResultReuseConfiguration | undefined;
  readonly EngineConfiguration?: EngineConfiguration | undefined;
}

export interface StartQueryExecutionOutput {
  readonly QueryExecutionId?: string | undefined;
}

export type StatementType = "DDL" | "DML" | "UTILITY";

export interface StopQueryExecutionInput {
  readonly QueryExecutionId?: string | undefined;
}

export interface TableMetadata {
  readonly Name: string;
  readonly CreateTime?: string | undefined;
  readonly LastAccessTime?: string | undefined;
  readonly TableType?: string | undefined;
  readonly Columns?: readonly Column[] | undefined;
  readonly PartitionKeys?: readonly Column[] | undefined;
  readonly Parameters?: { readonly [key: string]: string } | undefined;
}

export interface UnprocessedQueryExecutionId {
  readonly QueryExecutionId?: string | undefined;
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

