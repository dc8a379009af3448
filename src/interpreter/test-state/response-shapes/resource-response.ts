import { sdkMemberName } from "#asl";
import { integrationPrefix } from "../../states/task-resource.ts";

/** Which API operation's response a Task gives, and how its members are spelled. */
export interface ResourceResponse {
  readonly service: string;
  /** As the API writes it. */
  readonly operation: string;
  readonly memberName: (apiName: string) => string;
  /** Members, as the Task gives them, that hold any JSON: Step Functions parses texts there. */
  readonly parsed: readonly string[];
  /** Older integrations give milliseconds since 1970. */
  readonly numericTimestamps: boolean;
}

/** Undefined where a Task's result is whatever a worker gives: functions by their ARN, activities, task tokens, HTTP. */
export function resourceResponse(resource: string): ResourceResponse | undefined {
  if (!resource.startsWith(integrationPrefix) || resource.endsWith(".waitForTaskToken")) return undefined;
  const name = resource.slice(integrationPrefix.length);
  const [, service, operation] = /^aws-sdk:([^:]+):([^:]+)$/u.exec(name) ?? [];
  if (service === undefined || operation === undefined) return optimizedResponse(name);
  const shape = { parsed: [], numericTimestamps: false, memberName: sdkMemberName };
  return { service, operation: withCapital(operation), ...shape };
}

function optimizedResponse(name: string): ResourceResponse | undefined {
  const polled = Object.hasOwn(polledOperations, name) ? polledOperations[name] : undefined;
  const [prefix = "", operation = ""] = (polled ?? name).split(":");
  const service = Object.hasOwn(optimizedServices, prefix) ? optimizedServices[prefix] : undefined;
  if (service === undefined || operation.includes(".")) return undefined;
  return {
    service: name === "bedrock:invokeModel" ? "bedrockruntime" : service,
    operation: withCapital(operation),
    memberName: withCapital,
    parsed: Object.hasOwn(parsedMembers, name) ? (parsedMembers[name] ?? []) : [],
    numericTimestamps: polled !== undefined && service !== "sfn",
  };
}

function withCapital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Services of the optimized integrations, by what the SDK integrations call them. */
const optimizedServices: Readonly<Record<string, string>> = {
  athena: "athena",
  batch: "batch",
  bedrock: "bedrock",
  codebuild: "codebuild",
  databrew: "databrew",
  dynamodb: "dynamodb",
  ecs: "ecs",
  eks: "eks",
  elasticmapreduce: "emr",
  "emr-containers": "emrcontainers",
  "emr-serverless": "emrserverless",
  events: "eventbridge",
  glue: "glue",
  lambda: "lambda",
  sagemaker: "sagemaker",
  sns: "sns",
  sqs: "sqs",
  states: "sfn",
};

/** A Task that waits for a job's end gives what the operation says that Step Functions asks for it; AWS: "mock the polling API". */
const polledOperations: Readonly<Record<string, string>> = {
  "athena:startQueryExecution.sync": "athena:getQueryExecution",
  "batch:submitJob.sync": "batch:describeJobs",
  "bedrock:createModelCustomizationJob.sync": "bedrock:getModelCustomizationJob",
  "codebuild:startBuild.sync": "codebuild:batchGetBuilds",
  "codebuild:startBuildBatch.sync": "codebuild:batchGetBuildBatches",
  "databrew:startJobRun.sync": "databrew:describeJobRun",
  "ecs:runTask.sync": "ecs:describeTasks",
  "eks:createCluster.sync": "eks:describeCluster",
  "eks:createNodegroup.sync": "eks:describeNodegroup",
  "elasticmapreduce:addStep.sync": "elasticmapreduce:describeStep",
  "elasticmapreduce:createCluster.sync": "elasticmapreduce:describeCluster",
  "elasticmapreduce:terminateCluster.sync": "elasticmapreduce:describeCluster",
  "emr-containers:startJobRun.sync": "emr-containers:describeJobRun",
  "emr-serverless:startApplication.sync": "emr-serverless:getApplication",
  "emr-serverless:startJobRun.sync": "emr-serverless:getJobRun",
  "emr-serverless:stopApplication.sync": "emr-serverless:getApplication",
  "glue:startJobRun.sync": "glue:getJobRun",
  "sagemaker:createHyperParameterTuningJob.sync": "sagemaker:describeHyperParameterTuningJob",
  "sagemaker:createLabelingJob.sync": "sagemaker:describeLabelingJob",
  "sagemaker:createProcessingJob.sync": "sagemaker:describeProcessingJob",
  "sagemaker:createTrainingJob.sync": "sagemaker:describeTrainingJob",
  "sagemaker:createTransformJob.sync": "sagemaker:describeTransformJob",
  "states:startExecution.sync": "states:describeExecution",
  "states:startExecution.sync:2": "states:describeExecution",
};

const parsedMembers: Readonly<Record<string, readonly string[]>> = {
  "bedrock:invokeModel": ["Body"],
  "lambda:invoke": ["Payload"],
  "states:startExecution.sync:2": ["Input", "Output"],
};
