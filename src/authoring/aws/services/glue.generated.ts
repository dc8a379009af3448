// Generated from @aws-sdk/client-glue 3.1169.0 by npm run generate:aws. Do not edit.

import { type AwsJob, type AwsOperation, awsService } from "../aws-operation.ts";
import type { Json } from "../../json.ts";

/** Glue, as workflows call it. */
export interface Glue {
  /** Creates one or more partitions in a batch operation. */
  readonly batchCreatePartition: AwsOperation<BatchCreatePartitionRequest, BatchCreatePartitionResponse, "AlreadyExistsException" | "ConcurrentModificationException" | "EntityNotFoundException" | "GlueEncryptionException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "ResourceNumberLimitExceededException" | "SdkClientException">;
  /** Stops one or more job runs for a specified job definition. */
  readonly batchStopJobRun: AwsOperation<BatchStopJobRunRequest, BatchStopJobRunResponse, "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Creates a new partition. */
  readonly createPartition: AwsOperation<CreatePartitionRequest, NoMembers, "AlreadyExistsException" | "EntityNotFoundException" | "GlueEncryptionException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "ResourceNumberLimitExceededException" | "SdkClientException">;
  /** Deletes a specified partition. */
  readonly deletePartition: AwsOperation<DeletePartitionRequest, NoMembers, "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Retrieves metadata for a specified crawler. */
  readonly getCrawler: AwsOperation<GetCrawlerRequest, GetCrawlerResponse, "EntityNotFoundException" | "GlueException" | "OperationTimeoutException" | "SdkClientException">;
  /** Retrieves the result of a data quality rule evaluation. */
  readonly getDataQualityResult: AwsOperation<GetDataQualityResultRequest, GetDataQualityResultResponse, "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Retrieves a specific run where a ruleset is evaluated against a data source. */
  readonly getDataQualityRulesetEvaluationRun: AwsOperation<GetDataQualityRulesetEvaluationRunRequest, GetDataQualityRulesetEvaluationRunResponse, "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Retrieves the metadata for a given job run. */
  readonly getJobRun: AwsOperation<GetJobRunRequest, GetJobRunResponse, "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Retrieves metadata for all runs of a given job definition. */
  readonly getJobRuns: AwsOperation<GetJobRunsRequest, GetJobRunsResponse, "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Retrieves information about a specified partition. */
  readonly getPartition: AwsOperation<GetPartitionRequest, GetPartitionResponse, "EntityNotFoundException" | "FederationSourceException" | "FederationSourceRetryableException" | "GlueEncryptionException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Retrieves information about the partitions in a table. */
  readonly getPartitions: AwsOperation<GetPartitionsRequest, GetPartitionsResponse, "EntityNotFoundException" | "FederationSourceException" | "FederationSourceRetryableException" | "GlueEncryptionException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "InvalidStateException" | "OperationTimeoutException" | "ResourceNotReadyException" | "SdkClientException">;
  /** Retrieves the Table definition in a Data Catalog for a specified table. */
  readonly getTable: AwsOperation<GetTableRequest, GetTableResponse, "EntityNotFoundException" | "FederationSourceException" | "FederationSourceRetryableException" | "GlueEncryptionException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "ResourceNotReadyException" | "SdkClientException">;
  /** Retrieves the metadata for a given workflow run. */
  readonly getWorkflowRun: AwsOperation<GetWorkflowRunRequest, GetWorkflowRunResponse, "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Starts a crawl using the specified crawler, regardless of what is scheduled. */
  readonly startCrawler: AwsOperation<StartCrawlerRequest, NoMembers, "CrawlerRunningException" | "EntityNotFoundException" | "GlueException" | "OperationTimeoutException" | "SdkClientException">;
  /** Once you have a ruleset definition (either recommended or your own), you call this operation to evaluate the ruleset against a data source (Glue table). */
  readonly startDataQualityRulesetEvaluationRun: AwsOperation<StartDataQualityRulesetEvaluationRunRequest, StartDataQualityRulesetEvaluationRunResponse, "ConflictException" | "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "SdkClientException">;
  /** Starts a job run using a job definition. */
  readonly startJobRun: AwsJob<StartJobRunRequest, StartJobRunResponse, "ConcurrentRunsExceededException" | "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "ResourceNumberLimitExceededException" | "SdkClientException", OptimizedStartJobRunRequest, OptimizedJobRun, "AWSGlueException" | "ConcurrentRunsExceededException" | "EntityNotFoundException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "ResourceNumberLimitExceededException" | "SdkClientException">;
  /** Starts a new run of the specified workflow. */
  readonly startWorkflowRun: AwsOperation<StartWorkflowRunRequest, StartWorkflowRunResponse, "ConcurrentRunsExceededException" | "EntityNotFoundException" | "GlueException" | "InternalServiceException" | "InvalidInputException" | "OperationTimeoutException" | "ResourceNumberLimitExceededException" | "SdkClientException">;
  /** If the specified crawler is running, stops the crawl. */
  readonly stopCrawler: AwsOperation<StopCrawlerRequest, NoMembers, "CrawlerNotRunningException" | "CrawlerStoppingException" | "EntityNotFoundException" | "GlueException" | "OperationTimeoutException" | "SdkClientException">;
}

export const glue: Glue = awsService<Glue>({
  "service": "glue",
  "iamPrefix": "glue",
  "errorPrefix": "Glue",
  "transientErrors": [
    "InternalServerException",
    "InternalServiceException",
    "ThrottlingException",
    "SdkClientException"
  ],
  "operations": [
    "batchCreatePartition",
    "batchStopJobRun",
    "createPartition",
    "deletePartition",
    "getCrawler",
    "getDataQualityResult",
    "getDataQualityRulesetEvaluationRun",
    "getJobRun",
    "getJobRuns",
    "getPartition",
    "getPartitions",
    "getTable",
    "getWorkflowRun",
    "startCrawler",
    "startDataQualityRulesetEvaluationRun",
    "startJobRun",
    "startWorkflowRun",
    "stopCrawler"
  ],
  "optimized": {
    "startJobRun.sync": {
      "resource": "glue:startJobRun.sync",
      "errorPrefix": "Glue",
      "transientErrors": [
        "InternalServerException",
        "InternalServiceException",
        "ThrottlingException",
        "SdkClientException",
        "AWSGlueException"
      ],
      "timeoutSeconds": 172800
    }
  }
});

export interface Action {
  readonly JobName?: string | undefined;
  readonly Arguments?: { readonly [key: string]: string } | undefined;
  readonly Timeout?: number | undefined;
  readonly SecurityConfiguration?: string | undefined;
  readonly NotificationProperty?: NotificationProperty | undefined;
  readonly CrawlerName?: string | undefined;
}

export interface AuditContext {
  readonly AdditionalAuditContext?: string | undefined;
  readonly RequestedColumns?: readonly string[] | undefined;
  readonly AllColumnsRequested?: boolean | undefined;
}

export interface BatchCreatePartitionRequest {
  readonly CatalogId?: string | undefined;
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly PartitionInputList: readonly PartitionInput[];
}

export interface BatchCreatePartitionResponse {
  readonly Errors?: readonly PartitionError[] | undefined;
}

export interface BatchStopJobRunError {
  readonly JobName?: string | undefined;
  readonly JobRunId?: string | undefined;
  readonly ErrorDetail?: ErrorDetail | undefined;
}

export interface BatchStopJobRunRequest {
  readonly JobName: string;
  readonly JobRunIds: readonly string[];
}

export interface BatchStopJobRunResponse {
  readonly SuccessfulSubmissions?: readonly BatchStopJobRunSuccessfulSubmission[] | undefined;
  readonly Errors?: readonly BatchStopJobRunError[] | undefined;
}

export interface BatchStopJobRunSuccessfulSubmission {
  readonly JobName?: string | undefined;
  readonly JobRunId?: string | undefined;
}

export interface CatalogTableConfigOptions {
  readonly DatabaseName?: string | undefined;
  readonly TableName?: string | undefined;
  readonly S3Location?: string | undefined;
  readonly CatalogId?: string | undefined;
}

export interface CatalogTarget {
  readonly DatabaseName: string;
  readonly Tables: readonly string[];
  readonly ConnectionName?: string | undefined;
  readonly EventQueueArn?: string | undefined;
  readonly DlqEventQueueArn?: string | undefined;
}

export interface Column {
  readonly Name: string;
  readonly Type?: string | undefined;
  readonly Comment?: string | undefined;
  readonly Parameters?: { readonly [key: string]: string } | undefined;
}

export interface Condition {
  readonly LogicalOperator?: LogicalOperator | undefined;
  readonly JobName?: string | undefined;
  readonly State?: JobRunState | undefined;
  readonly CrawlerName?: string | undefined;
  readonly CrawlState?: CrawlState | undefined;
}

export interface Crawl {
  readonly State?: CrawlState | undefined;
  readonly StartedOn?: string | undefined;
  readonly CompletedOn?: string | undefined;
  readonly ErrorMessage?: string | undefined;
  readonly LogGroup?: string | undefined;
  readonly LogStream?: string | undefined;
}

export type CrawlState = "CANCELLED" | "CANCELLING" | "ERROR" | "FAILED" | "RUNNING" | "SUCCEEDED";

export interface Crawler {
  readonly Name?: string | undefined;
  readonly Role?: string | undefined;
  readonly Targets?: CrawlerTargets | undefined;
  readonly DatabaseName?: string | undefined;
  readonly Description?: string | undefined;
  readonly Classifiers?: readonly string[] | undefined;
  readonly RecrawlPolicy?: RecrawlPolicy | undefined;
  readonly SchemaChangePolicy?: SchemaChangePolicy | undefined;
  readonly LineageConfiguration?: LineageConfiguration | undefined;
  readonly State?: CrawlerState | undefined;
  readonly TablePrefix?: string | undefined;
  readonly Schedule?: Schedule | undefined;
  readonly CrawlElapsedTime?: number | undefined;
  readonly CreationTime?: string | undefined;
  readonly LastUpdated?: string | undefined;
  readonly LastCrawl?: LastCrawlInfo | undefined;
  readonly Version?: number | undefined;
  readonly Configuration?: string | undefined;
  readonly CrawlerSecurityConfiguration?: string | undefined;
  readonly LakeFormationConfiguration?: LakeFormationConfiguration | undefined;
  readonly CatalogId?: string | undefined;
}

export type CrawlerLineageSettings = "DISABLE" | "ENABLE";

export interface CrawlerNodeDetails {
  readonly Crawls?: readonly Crawl[] | undefined;
}

export type CrawlerState = "READY" | "RUNNING" | "STOPPING";

export interface CrawlerTargets {
  readonly S3Targets?: readonly S3Target[] | undefined;
  readonly JdbcTargets?: readonly JdbcTarget[] | undefined;
  readonly MongoDBTargets?: readonly MongoDBTarget[] | undefined;
  readonly DynamoDBTargets?: readonly DynamoDBTarget[] | undefined;
  readonly CatalogTargets?: readonly CatalogTarget[] | undefined;
  readonly DeltaTargets?: readonly DeltaTarget[] | undefined;
  readonly IcebergTargets?: readonly IcebergTarget[] | undefined;
  readonly HudiTargets?: readonly HudiTarget[] | undefined;
}

export interface CreatePartitionRequest {
  readonly CatalogId?: string | undefined;
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly PartitionInput: PartitionInput;
}

export type DQCompositeRuleEvaluationMethod = "COLUMN" | "ROW";

export interface DataQualityAggregatedMetrics {
  readonly TotalRowsProcessed?: number | undefined;
  readonly TotalRowsPassed?: number | undefined;
  readonly TotalRowsFailed?: number | undefined;
  readonly TotalRulesProcessed?: number | undefined;
  readonly TotalRulesPassed?: number | undefined;
  readonly TotalRulesFailed?: number | undefined;
}

export interface DataQualityAnalyzerResult {
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly EvaluationMessage?: string | undefined;
  readonly EvaluatedMetrics?: { readonly [key: string]: number } | undefined;
  readonly EvaluatedDistributions?: { readonly [key: string]: DistributionData } | undefined;
}

export interface DataQualityEvaluationRunAdditionalRunOptions {
  readonly CloudWatchMetricsEnabled?: boolean | undefined;
  readonly ResultsS3Prefix?: string | undefined;
  readonly CompositeRuleEvaluationMethod?: DQCompositeRuleEvaluationMethod | undefined;
  readonly CustomLogGroupPrefix?: string | undefined;
  readonly RowLevelResults?: RowLevelResultsOptions | undefined;
  readonly ProfilingResults?: ProfilingResultsOptions | undefined;
  readonly ObservationScope?: ObservationConfiguration | undefined;
  readonly ObservationMode?: ObservationMode | undefined;
  readonly DataQualityRuleResults?: DataQualityRuleResultsOptions | undefined;
  readonly ObservationResults?: ObservationResultsOptions | undefined;
}

export type DataQualityEvaluationRunMode = "EVALUATION_CONFIG" | "ON_DEMAND";

export interface DataQualityGlueTable {
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly CatalogId?: string | undefined;
  readonly ConnectionName?: string | undefined;
  readonly AdditionalOptions?: { readonly [key: string]: string } | undefined;
  readonly PreProcessingQuery?: string | undefined;
}

export interface DataQualityMetricValues {
  readonly ActualValue?: number | undefined;
  readonly ExpectedValue?: number | undefined;
  readonly LowerLimit?: number | undefined;
  readonly UpperLimit?: number | undefined;
}

export interface DataQualityObservation {
  readonly Description?: string | undefined;
  readonly MetricBasedObservation?: MetricBasedObservation | undefined;
}

export interface DataQualityRuleResult {
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly EvaluationMessage?: string | undefined;
  readonly Result?: DataQualityRuleResultStatus | undefined;
  readonly EvaluatedMetrics?: { readonly [key: string]: number } | undefined;
  readonly EvaluatedRule?: string | undefined;
  readonly RuleMetrics?: { readonly [key: string]: number } | undefined;
  readonly Labels?: { readonly [key: string]: string } | undefined;
}

export type DataQualityRuleResultStatus = "ERROR" | "FAIL" | "PASS";

export interface DataQualityRuleResultsOptions {
  readonly WriteDataQualityRuleResultsEnabled?: boolean | undefined;
  readonly CatalogTableConfig?: CatalogTableConfigOptions | undefined;
}

export interface DataSource {
  readonly GlueTable?: GlueTable | undefined;
  readonly DataQualityGlueTable?: DataQualityGlueTable | undefined;
}

export type DeleteBehavior = "DELETE_FROM_DATABASE" | "DEPRECATE_IN_DATABASE" | "LOG";

export interface DeletePartitionRequest {
  readonly CatalogId?: string | undefined;
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly PartitionValues: readonly string[];
}

export interface DeltaTarget {
  readonly DeltaTables?: readonly string[] | undefined;
  readonly ConnectionName?: string | undefined;
  readonly WriteManifest?: boolean | undefined;
  readonly CreateNativeDeltaTable?: boolean | undefined;
}

export interface DistributionData {
  readonly BinEdges?: readonly string[] | undefined;
  readonly Count?: readonly number[] | undefined;
  readonly DataType?: string | undefined;
}

export interface DistributionResultsOptions {
  readonly WriteDistributionResultsEnabled?: boolean | undefined;
  readonly CatalogTableConfig?: CatalogTableConfigOptions | undefined;
}

export interface DynamoDBTarget {
  readonly Path?: string | undefined;
  readonly ScanAll?: boolean | undefined;
  readonly ScanRate?: number | undefined;
}

export interface Edge {
  readonly SourceId?: string | undefined;
  readonly DestinationId?: string | undefined;
}

export interface ErrorDetail {
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

export interface EventBatchingCondition {
  readonly BatchSize: number;
  readonly BatchWindow?: number | undefined;
}

export type ExecutionClass = "FLEX" | "STANDARD";

export interface FederatedTable {
  readonly Identifier?: string | undefined;
  readonly DatabaseIdentifier?: string | undefined;
  readonly ConnectionName?: string | undefined;
  readonly ConnectionType?: string | undefined;
}

export interface GetCrawlerRequest {
  readonly Name: string;
}

export interface GetCrawlerResponse {
  readonly Crawler?: Crawler | undefined;
}

export interface GetDataQualityResultRequest {
  readonly ResultId: string;
}

export interface GetDataQualityResultResponse {
  readonly ResultId?: string | undefined;
  readonly EvaluationRunMode?: DataQualityEvaluationRunMode | undefined;
  readonly DataQualityEvaluationConfig?: string | undefined;
  readonly ProfileId?: string | undefined;
  readonly Score?: number | undefined;
  readonly DataSource?: DataSource | undefined;
  readonly RulesetName?: string | undefined;
  readonly EvaluationContext?: string | undefined;
  readonly StartedOn?: string | undefined;
  readonly CompletedOn?: string | undefined;
  readonly JobName?: string | undefined;
  readonly JobRunId?: string | undefined;
  readonly RulesetEvaluationRunId?: string | undefined;
  readonly RuleResults?: readonly DataQualityRuleResult[] | undefined;
  readonly AnalyzerResults?: readonly DataQualityAnalyzerResult[] | undefined;
  readonly Observations?: readonly DataQualityObservation[] | undefined;
  readonly AggregatedMetrics?: DataQualityAggregatedMetrics | undefined;
}

export interface GetDataQualityRulesetEvaluationRunRequest {
  readonly RunId: string;
}

export interface GetDataQualityRulesetEvaluationRunResponse {
  readonly RunId?: string | undefined;
  readonly DataSource?: DataSource | undefined;
  readonly Role?: string | undefined;
  readonly NumberOfWorkers?: number | undefined;
  readonly Timeout?: number | undefined;
  readonly AdditionalRunOptions?: DataQualityEvaluationRunAdditionalRunOptions | undefined;
  readonly Status?: TaskStatusType | undefined;
  readonly ErrorString?: string | undefined;
  readonly StartedOn?: string | undefined;
  readonly LastModifiedOn?: string | undefined;
  readonly CompletedOn?: string | undefined;
  readonly ExecutionTime?: number | undefined;
  readonly RulesetNames?: readonly string[] | undefined;
  readonly ResultIds?: readonly string[] | undefined;
  readonly AdditionalDataSources?: { readonly [key: string]: DataSource } | undefined;
}

export interface GetJobRunRequest {
  readonly JobName: string;
  readonly RunId: string;
  readonly PredecessorsIncluded?: boolean | undefined;
}

export interface GetJobRunResponse {
  readonly JobRun?: JobRun | undefined;
}

export interface GetJobRunsRequest {
  readonly JobName: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface GetJobRunsResponse {
  readonly JobRuns?: readonly JobRun[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface GetPartitionRequest {
  readonly CatalogId?: string | undefined;
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly PartitionValues: readonly string[];
  readonly AuditContext?: AuditContext | undefined;
}

export interface GetPartitionResponse {
  readonly Partition?: Partition | undefined;
}

export interface GetPartitionsRequest {
  readonly CatalogId?: string | undefined;
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly Expression?: string | undefined;
  readonly NextToken?: string | undefined;
  readonly Segment?: Segment | undefined;
  readonly MaxResults?: number | undefined;
  readonly ExcludeColumnSchema?: boolean | undefined;
  readonly TransactionId?: string | undefined;
  readonly QueryAsOfTime?: string | undefined;
  readonly AuditContext?: AuditContext | undefined;
}

export interface GetPartitionsResponse {
  readonly Partitions?: readonly Partition[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface GetTableRequest {
  readonly CatalogId?: string | undefined;
  readonly DatabaseName: string;
  readonly Name: string;
  readonly TransactionId?: string | undefined;
  readonly QueryAsOfTime?: string | undefined;
  readonly AuditContext?: AuditContext | undefined;
  readonly IncludeStatusDetails?: boolean | undefined;
  readonly AttributesToGet?: readonly TableAttributes[] | undefined;
}

export interface GetTableResponse {
  readonly Table?: Table | undefined;
}

export interface GetWorkflowRunRequest {
  readonly Name: string;
  readonly RunId: string;
  readonly IncludeGraph?: boolean | undefined;
}

export interface GetWorkflowRunResponse {
  readonly Run?: WorkflowRun | undefined;
}

export interface GlueTable {
  readonly DatabaseName: string;
  readonly TableName: string;
  readonly CatalogId?: string | undefined;
  readonly ConnectionName?: string | undefined;
  readonly AdditionalOptions?: { readonly [key: string]: string } | undefined;
}

export interface HudiTarget {
  readonly Paths?: readonly string[] | undefined;
  readonly ConnectionName?: string | undefined;
  readonly Exclusions?: readonly string[] | undefined;
  readonly MaximumTraversalDepth?: number | undefined;
}

export type IcebergNullOrder = "nulls-first" | "nulls-last";

export interface IcebergPartitionField {
  readonly SourceId: number;
  readonly Transform: string;
  readonly Name: string;
  readonly FieldId?: number | undefined;
}

export interface IcebergPartitionSpec {
  readonly Fields: readonly IcebergPartitionField[];
  readonly SpecId?: number | undefined;
}

export interface IcebergSchema {
  readonly SchemaId?: number | undefined;
  readonly IdentifierFieldIds?: readonly number[] | undefined;
  readonly Type?: IcebergStructTypeEnum | undefined;
  readonly Fields: readonly IcebergStructField[];
}

export type IcebergSortDirection = "asc" | "desc";

export interface IcebergSortField {
  readonly SourceId: number;
  readonly Transform: string;
  readonly Direction: IcebergSortDirection;
  readonly NullOrder: IcebergNullOrder;
}

export interface IcebergSortOrder {
  readonly OrderId: number;
  readonly Fields: readonly IcebergSortField[];
}

export interface IcebergStructField {
  readonly Id: number;
  readonly Name: string;
  readonly Type: Json;
  readonly Required: boolean;
  readonly Doc?: string | undefined;
  readonly InitialDefault?: Json | undefined;
  readonly WriteDefault?: Json | undefined;
}

export type IcebergStructTypeEnum = "struct";

export interface IcebergTableMetadata {
  readonly FormatVersion?: string | undefined;
  readonly TableUuid?: string | undefined;
  readonly Location?: string | undefined;
  readonly Properties?: { readonly [key: string]: string } | undefined;
  readonly Schemas?: readonly IcebergSchema[] | undefined;
  readonly CurrentSchemaId?: number | undefined;
  readonly LastColumnId?: number | undefined;
  readonly PartitionSpecs?: readonly IcebergPartitionSpec[] | undefined;
  readonly DefaultSpecId?: number | undefined;
  readonly LastPartitionId?: number | undefined;
  readonly SortOrders?: readonly IcebergSortOrder[] | undefined;
  readonly DefaultSortOrderId?: number | undefined;
}

export interface IcebergTarget {
  readonly Paths?: readonly string[] | undefined;
  readonly ConnectionName?: string | undefined;
  readonly Exclusions?: readonly string[] | undefined;
  readonly MaximumTraversalDepth?: number | undefined;
}

export type JdbcMetadataEntry = "COMMENTS" | "RAWTYPES";

export interface JdbcTarget {
  readonly ConnectionName?: string | undefined;
  readonly Path?: string | undefined;
  readonly Exclusions?: readonly string[] | undefined;
  readonly EnableAdditionalMetadata?: readonly JdbcMetadataEntry[] | undefined;
}

export type JobMode = "NOTEBOOK" | "SCRIPT" | "VISUAL";

export interface JobNodeDetails {
  readonly JobRuns?: readonly JobRun[] | undefined;
}

export interface JobRun {
  readonly Id?: string | undefined;
  readonly Attempt?: number | undefined;
  readonly PreviousRunId?: string | undefined;
  readonly TriggerName?: string | undefined;
  readonly JobName?: string | undefined;
  readonly JobMode?: JobMode | undefined;
  readonly JobRunQueuingEnabled?: boolean | undefined;
  readonly StartedOn?: string | undefined;
  readonly LastModifiedOn?: string | undefined;
  readonly CompletedOn?: string | undefined;
  readonly JobRunState?: JobRunState | undefined;
  readonly Arguments?: { readonly [key: string]: string } | undefined;
  readonly ErrorMessage?: string | undefined;
  readonly PredecessorRuns?: readonly Predecessor[] | undefined;
  readonly AllocatedCapacity?: number | undefined;
  readonly ExecutionTime?: number | undefined;
  readonly Timeout?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly WorkerType?: WorkerType | undefined;
  readonly NumberOfWorkers?: number | undefined;
  readonly SecurityConfiguration?: string | undefined;
  readonly LogGroupName?: string | undefined;
  readonly NotificationProperty?: NotificationProperty | undefined;
  readonly GlueVersion?: string | undefined;
  readonly DpuSeconds?: number | undefined;
  readonly ExecutionClass?: ExecutionClass | undefined;
  readonly MaintenanceWindow?: string | undefined;
  readonly ProfileName?: string | undefined;
  readonly StateDetail?: string | undefined;
  readonly ExecutionRoleSessionPolicy?: string | undefined;
}

export type JobRunState = "ERROR" | "EXPIRED" | "FAILED" | "RUNNING" | "STARTING" | "STOPPED" | "STOPPING" | "SUCCEEDED" | "TIMEOUT" | "WAITING";

export interface LakeFormationConfiguration {
  readonly UseLakeFormationCredentials?: boolean | undefined;
  readonly AccountId?: string | undefined;
}

export interface LastCrawlInfo {
  readonly Status?: LastCrawlStatus | undefined;
  readonly ErrorMessage?: string | undefined;
  readonly LogGroup?: string | undefined;
  readonly LogStream?: string | undefined;
  readonly MessagePrefix?: string | undefined;
  readonly StartTime?: string | undefined;
}

export type LastCrawlStatus = "CANCELLED" | "FAILED" | "SUCCEEDED";

export type LastRefreshType = "FULL" | "INCREMENTAL";

export interface LineageConfiguration {
  readonly CrawlerLineageSettings?: CrawlerLineageSettings | undefined;
}

export type Logical = "AND" | "ANY";

export type LogicalOperator = "EQUALS";

export interface MetricBasedObservation {
  readonly MetricName?: string | undefined;
  readonly StatisticId?: string | undefined;
  readonly MetricValues?: DataQualityMetricValues | undefined;
  readonly NewRules?: readonly string[] | undefined;
}

export interface MongoDBTarget {
  readonly ConnectionName?: string | undefined;
  readonly Path?: string | undefined;
  readonly ScanAll?: boolean | undefined;
}

/** Nothing: `{}`. */
export type NoMembers = Readonly<Record<never, never>>;

export interface Node {
  readonly Type?: NodeType | undefined;
  readonly Name?: string | undefined;
  readonly UniqueId?: string | undefined;
  readonly TriggerDetails?: TriggerNodeDetails | undefined;
  readonly JobDetails?: JobNodeDetails | undefined;
  readonly CrawlerDetails?: CrawlerNodeDetails | undefined;
}

export type NodeType = "CRAWLER" | "JOB" | "TRIGGER";

export interface NotificationProperty {
  readonly NotifyDelayAfter?: number | undefined;
}

export type ObservationConfiguration = "ALL" | "NONE";

export type ObservationMode = "FIXED" | "SCHEDULED";

export interface ObservationResultsOptions {
  readonly WriteObservationResultsEnabled?: boolean | undefined;
  readonly CatalogTableConfig?: CatalogTableConfigOptions | undefined;
}

export interface OptimizedJobRun {
  readonly Id?: string | undefined;
  readonly Attempt?: number | undefined;
  readonly PreviousRunId?: string | undefined;
  readonly TriggerName?: string | undefined;
  readonly JobName?: string | undefined;
  readonly JobMode?: JobMode | undefined;
  readonly JobRunQueuingEnabled?: boolean | undefined;
  readonly StartedOn?: number | undefined;
  readonly LastModifiedOn?: number | undefined;
  readonly CompletedOn?: number | undefined;
  readonly JobRunState?: JobRunState | undefined;
  readonly Arguments?: { readonly [key: string]: string } | undefined;
  readonly ErrorMessage?: string | undefined;
  readonly PredecessorRuns?: readonly Predecessor[] | undefined;
  readonly AllocatedCapacity?: number | undefined;
  readonly ExecutionTime?: number | undefined;
  readonly Timeout?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly WorkerType?: WorkerType | undefined;
  readonly NumberOfWorkers?: number | undefined;
  readonly SecurityConfiguration?: string | undefined;
  readonly LogGroupName?: string | undefined;
  readonly NotificationProperty?: NotificationProperty | undefined;
  readonly GlueVersion?: string | undefined;
  readonly DPUSeconds?: number | undefined;
  readonly ExecutionClass?: ExecutionClass | undefined;
  readonly MaintenanceWindow?: string | undefined;
  readonly ProfileName?: string | undefined;
  readonly StateDetail?: string | undefined;
  readonly ExecutionRoleSessionPolicy?: string | undefined;
}

export interface OptimizedStartJobRunRequest {
  readonly JobName: string;
  readonly JobRunId?: string | undefined;
  readonly Arguments?: { readonly [key: string]: string } | undefined;
  readonly AllocatedCapacity?: number | undefined;
  readonly Timeout?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly SecurityConfiguration?: string | undefined;
  readonly NotificationProperty?: NotificationProperty | undefined;
  readonly WorkerType?: WorkerType | undefined;
  readonly NumberOfWorkers?: number | undefined;
  readonly ExecutionClass?: ExecutionClass | undefined;
}

export interface Order {
  readonly Column: string;
  readonly SortOrder: number;
}

export interface Partition {
  readonly Values?: readonly string[] | undefined;
  readonly DatabaseName?: string | undefined;
  readonly TableName?: string | undefined;
  readonly CreationTime?: string | undefined;
  readonly LastAccessTime?: string | undefined;
  readonly StorageDescriptor?: StorageDescriptor | undefined;
  readonly Parameters?: { readonly [key: string]: string } | undefined;
  readonly LastAnalyzedTime?: string | undefined;
  readonly CatalogId?: string | undefined;
}

export interface PartitionError {
  readonly PartitionValues?: readonly string[] | undefined;
  readonly ErrorDetail?: ErrorDetail | undefined;
}

export interface PartitionInput {
  readonly Values?: readonly string[] | undefined;
  readonly LastAccessTime?: string | undefined;
  readonly StorageDescriptor?: StorageDescriptor | undefined;
  readonly Parameters?: { readonly [key: string]: string } | undefined;
  readonly LastAnalyzedTime?: string | undefined;
}

export interface Predecessor {
  readonly JobName?: string | undefined;
  readonly RunId?: string | undefined;
}

export interface Predicate {
  readonly Logical?: Logical | undefined;
  readonly Conditions?: readonly Condition[] | undefined;
}

export interface ProfilingResultsOptions {
  readonly WriteProfilingResultsEnabled?: boolean | undefined;
  readonly CatalogTableConfig?: CatalogTableConfigOptions | undefined;
  readonly DistributionResults?: DistributionResultsOptions | undefined;
}

export interface RLSProperties {
  readonly DefaultRLSPolicy?: string | undefined;
}

export type RecrawlBehavior = "CRAWL_EVENT_MODE" | "CRAWL_EVERYTHING" | "CRAWL_NEW_FOLDERS_ONLY";

export interface RecrawlPolicy {
  readonly RecrawlBehavior?: RecrawlBehavior | undefined;
}

export type ResourceAction = "CREATE" | "UPDATE";

export type ResourceState = "FAILED" | "IN_PROGRESS" | "QUEUED" | "STOPPED" | "SUCCESS";

export type ResultTypeEnum = "ALL" | "FAILED_ONLY" | "PASSED_ONLY";

export interface RowLevelResultsOptions {
  readonly MaxRowsToWrite?: number | undefined;
  readonly ResultType?: ResultTypeEnum | undefined;
  readonly CatalogTableConfig?: CatalogTableConfigOptions | undefined;
}

export interface S3Target {
  readonly Path?: string | undefined;
  readonly Exclusions?: readonly string[] | undefined;
  readonly ConnectionName?: string | undefined;
  readonly SampleSize?: number | undefined;
  readonly EventQueueArn?: string | undefined;
  readonly DlqEventQueueArn?: string | undefined;
}

export interface Schedule {
  readonly ScheduleExpression?: string | undefined;
  readonly State?: ScheduleState | undefined;
}

export type ScheduleState = "NOT_SCHEDULED" | "SCHEDULED" | "TRANSITIONING";

export interface SchemaChangePolicy {
  readonly UpdateBehavior?: UpdateBehavior | undefined;
  readonly DeleteBehavior?: DeleteBehavior | undefined;
}

export interface SchemaId {
  readonly SchemaArn?: string | undefined;
  readonly SchemaName?: string | undefined;
  readonly RegistryName?: string | undefined;
}

export interface SchemaReference {
  readonly SchemaId?: SchemaId | undefined;
  readonly SchemaVersionId?: string | undefined;
  readonly SchemaVersionNumber?: number | undefined;
}

export interface Segment {
  readonly SegmentNumber: number;
  readonly TotalSegments: number;
}

export interface SerDeInfo {
  readonly Name?: string | undefined;
  readonly SerializationLibrary?: string | undefined;
  readonly Parameters?: { readonly [key: string]: string } | undefined;
}

export interface SkewedInfo {
  readonly SkewedColumnNames?: readonly string[] | undefined;
  readonly SkewedColumnValues?: readonly string[] | undefined;
  readonly SkewedColumnValueLocationMaps?: { readonly [key: string]: string } | undefined;
}

export interface StartCrawlerRequest {
  readonly Name: string;
}

export interface StartDataQualityRulesetEvaluationRunRequest {
  readonly DataSource: DataSource;
  readonly Role: string;
  readonly NumberOfWorkers?: number | undefined;
  readonly Timeout?: number | undefined;
  readonly ClientToken?: string | undefined;
  readonly AdditionalRunOptions?: DataQualityEvaluationRunAdditionalRunOptions | undefined;
  readonly RulesetNames: readonly string[];
  readonly AdditionalDataSources?: { readonly [key: string]: DataSource } | undefined;
}

export interface StartDataQualityRulesetEvaluationRunResponse {
  readonly RunId?: string | undefined;
}

export interface StartJobRunRequest {
  readonly JobName: string;
  readonly JobRunQueuingEnabled?: boolean | undefined;
  readonly JobRunId?: string | undefined;
  readonly Arguments?: { readonly [key: string]: string } | undefined;
  readonly AllocatedCapacity?: number | undefined;
  readonly Timeout?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly SecurityConfiguration?: string | undefined;
  readonly NotificationProperty?: NotificationProperty | undefined;
  readonly WorkerType?: WorkerType | undefined;
  readonly NumberOfWorkers?: number | undefined;
  readonly ExecutionClass?: ExecutionClass | undefined;
  readonly ExecutionRoleSessionPolicy?: string | undefined;
}

export interface StartJobRunResponse {
  readonly JobRunId?: string | undefined;
}

export interface StartWorkflowRunRequest {
  readonly Name: string;
  readonly RunProperties?: { readonly [key: string]: string } | undefined;
}

export interface StartWorkflowRunResponse {
  readonly RunId?: string | undefined;
}

export interface StartingEventBatchCondition {
  readonly BatchSize?: number | undefined;
  readonly BatchWindow?: number | undefined;
}

export interface StatusDetails {
  readonly RequestedChange?: Table | undefined;
  readonly ViewValidations?: readonly ViewValidation[] | undefined;
}

export interface StopCrawlerRequest {
  readonly Name: string;
}

export interface StorageDescriptor {
  readonly Columns?: readonly Column[] | undefined;
  readonly Location?: string | undefined;
  readonly AdditionalLocations?: readonly string[] | undefined;
  readonly InputFormat?: string | undefined;
  readonly OutputFormat?: string | undefined;
  readonly Compressed?: boolean | undefined;
  readonly NumberOfBuckets?: number | undefined;
  readonly SerdeInfo?: SerDeInfo | undefined;
  readonly BucketColumns?: readonly string[] | undefined;
  readonly SortColumns?: readonly Order[] | undefined;
  readonly Parameters?: { readonly [key: string]: string } | undefined;
  readonly SkewedInfo?: SkewedInfo | undefined;
  readonly StoredAsSubDirectories?: boolean | undefined;
  readonly SchemaReference?: SchemaReference | undefined;
}

export type SubObjectSourceType = "HIVE_CSV" | "HIVE_JSON" | "HIVE_ORC" | "HIVE_PARQUET" | "ICEBERG" | "PLAIN_PARQUET";

export interface SubObjectStatistics {
  readonly SourceType?: SubObjectSourceType | undefined;
  readonly GlueVersionId?: string | undefined;
  readonly PartitionCount?: number | undefined;
  readonly FileCount?: number | undefined;
  readonly TotalFileBytes?: number | undefined;
}

export interface Table {
  readonly Name: string;
  readonly DatabaseName?: string | undefined;
  readonly Description?: string | undefined;
  readonly Owner?: string | undefined;
  readonly CreateTime?: string | undefined;
  readonly UpdateTime?: string | undefined;
  readonly LastAccessTime?: string | undefined;
  readonly LastAnalyzedTime?: string | undefined;
  readonly Retention?: number | undefined;
  readonly StorageDescriptor?: StorageDescriptor | undefined;
  readonly PartitionKeys?: readonly Column[] | undefined;
  readonly ViewOriginalText?: string | undefined;
  readonly ViewExpandedText?: string | undefined;
  readonly TableType?: string | undefined;
  readonly Parameters?: { readonly [key: string]: string } | undefined;
  readonly CreatedBy?: string | undefined;
  readonly IsRegisteredWithLakeFormation?: boolean | undefined;
  readonly TargetTable?: TableIdentifier | undefined;
  readonly CatalogId?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly FederatedTable?: FederatedTable | undefined;
  readonly ViewDefinition?: ViewDefinition | undefined;
  readonly IsMultiDialectView?: boolean | undefined;
  readonly IsMaterializedView?: boolean | undefined;
  readonly IcebergTableMetadata?: IcebergTableMetadata | undefined;
  readonly Status?: TableStatus | undefined;
  readonly RlsProperties?: RLSProperties | undefined;
}

export type TableAttributes = "DEFAULT" | "LATEST_ICEBERG_METADATA" | "NAME" | "TABLE_TYPE";

export interface TableIdentifier {
  readonly CatalogId?: string | undefined;
  readonly DatabaseName?: string | undefined;
  readonly Name?: string | undefined;
  readonly Region?: string | undefined;
}

export interface TableStatus {
  readonly RequestedBy?: string | undefined;
  readonly UpdatedBy?: string | undefined;
  readonly RequestTime?: string | undefined;
  readonly UpdateTime?: string | undefined;
  readonly Action?: ResourceAction | undefined;
  readonly State?: ResourceState | undefined;
  readonly Error?: ErrorDetail | undefined;
  readonly Details?: StatusDetails | undefined;
}

export type TaskStatusType = "FAILED" | "RUNNING" | "STARTING" | "STOPPED" | "STOPPING" | "SUCCEEDED" | "TIMEOUT";

export interface Trigger {
  readonly Name?: string | undefined;
  readonly WorkflowName?: string | undefined;
  readonly Id?: string | undefined;
  readonly Type?: TriggerType | undefined;
  readonly State?: TriggerState | undefined;
  readonly Description?: string | undefined;
  readonly Schedule?: string | undefined;
  readonly Actions?: readonly Action[] | undefined;
  readonly Predicate?: Predicate | undefined;
  readonly EventBatchingCondition?: EventBatchingCondition | undefined;
}

export interface TriggerNodeDetails {
  readonly Trigger?: Trigger | undefined;
}

export type TriggerState = "ACTIVATED" | "ACTIVATING" | "CREATED" | "CREATING" | "DEACTIVATED" | "DEACTIVATING" | "DELETING" | "UPDATING";

export type TriggerType = "CONDITIONAL" | "EVENT" | "ON_DEMAND" | "SCHEDULED";

export type UpdateBehavior = "LOG" | "UPDATE_IN_DATABASE";

export interface ViewDefinition {
  readonly IsProtected?: boolean | undefined;
  readonly IsManaged?: boolean | undefined;
  readonly Definer?: string | undefined;
  readonly ViewVersionId?: number | undefined;
  readonly ViewVersionToken?: string | undefined;
  readonly RefreshSeconds?: number | undefined;
  readonly LastRefreshType?: LastRefreshType | undefined;
  readonly SubObjects?: readonly string[] | undefined;
  readonly SubObjectVersionIds?: readonly number[] | undefined;
  readonly SubObjectsStatistics?: readonly SubObjectStatistics[] | undefined;
  readonly Representations?: readonly ViewRepresentation[] | undefined;
  readonly SparkPipelineInfo?: { readonly [key: string]: string } | undefined;
}

export type ViewDialect = "ATHENA" | "REDSHIFT" | "SPARK";

export interface ViewRepresentation {
  readonly Dialect?: ViewDialect | undefined;
  readonly DialectVersion?: string | undefined;
  readonly ViewOriginalText?: string | undefined;
  readonly ViewExpandedText?: string | undefined;
  readonly ValidationConnection?: string | undefined;
  readonly IsStale?: boolean | undefined;
}

export interface ViewValidation {
  readonly Dialect?: ViewDialect | undefined;
  readonly DialectVersion?: string | undefined;
  readonly ViewValidationText?: string | undefined;
  readonly UpdateTime?: string | undefined;
  readonly State?: ResourceState | undefined;
  readonly Error?: ErrorDetail | undefined;
}

export type WorkerType = "G.025X" | "G.12X" | "G.16X" | "G.1X" | "G.2X" | "G.4X" | "G.8X" | "R.1X" | "R.2X" | "R.4X" | "R.8X" | "Standard" | "Z.2X";

export interface WorkflowGraph {
  readonly Nodes?: readonly Node[] | undefined;
  readonly Edges?: readonly Edge[] | undefined;
}

export interface WorkflowRun {
  readonly Name?: string | undefined;
  readonly WorkflowRunId?: string | undefined;
  readonly PreviousRunId?: string | undefined;
  readonly WorkflowRunProperties?: { readonly [key: string]: string } | undefined;
  readonly StartedOn?: string | undefined;
  readonly CompletedOn?: string | undefined;
  readonly Status?: WorkflowRunStatus | undefined;
  readonly ErrorMessage?: string | undefined;
  readonly Statistics?: WorkflowRunStatistics | undefined;
  readonly Graph?: WorkflowGraph | undefined;
  readonly StartingEventBatchCondition?: StartingEventBatchCondition | undefined;
}

export interface WorkflowRunStatistics {
  readonly TotalActions?: number | undefined;
  readonly TimeoutActions?: number | undefined;
  readonly FailedActions?: number | undefined;
  readonly StoppedActions?: number | undefined;
  readonly SucceededActions?: number | undefined;
  readonly RunningActions?: number | undefined;
  readonly ErroredActions?: number | undefined;
  readonly WaitingActions?: number | undefined;
}

export type WorkflowRunStatus = "COMPLETED" | "ERROR" | "RUNNING" | "STOPPED" | "STOPPING";

