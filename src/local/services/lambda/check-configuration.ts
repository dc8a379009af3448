import type { CreateFunctionRequest, UpdateFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import { notImplemented } from "../../aws-error.ts";
import { canAssumeRole } from "../../iam/can-assume-role.ts";
import type { Cloud } from "../../service.ts";
import { checkRange, invalid } from "./constraints.ts";
import type { FunctionVersion } from "./function-version.ts";
import { parseLayerVersionArn, readLayerVersion } from "./layer-store.ts";

type Configuration = Omit<CreateFunctionRequest, "Code" | "FunctionName" | "Publish" | "Tags"> &
  UpdateFunctionConfigurationRequest;

/** The settings of a new version: what is given, else what `before` has. Throws `InvalidParameterValueException`. */
export function applyConfiguration(
  cloud: Cloud,
  before: FunctionVersion,
  input: Readonly<Partial<Configuration>>,
): FunctionVersion {
  const next: FunctionVersion = {
    ...before,
    runtime: input.Runtime ?? before.runtime,
    handler: input.Handler ?? before.handler,
    role: input.Role ?? before.role,
    description: input.Description ?? before.description,
    timeoutSeconds: input.Timeout ?? before.timeoutSeconds,
    memoryMb: input.MemorySize ?? before.memoryMb,
    variables: input.Environment === undefined ? before.variables : (input.Environment.Variables ?? {}),
    hasEnvironment: input.Environment === undefined ? before.hasEnvironment : input.Environment.Variables !== undefined,
    layers: input.Layers ?? before.layers,
    architectures: input.Architectures ?? before.architectures,
    logFormat: input.LoggingConfig?.LogFormat ?? before.logFormat,
    applicationLogLevel:
      input.LoggingConfig === undefined ? before.applicationLogLevel : input.LoggingConfig.ApplicationLogLevel,
    logGroup: input.LoggingConfig?.LogGroup ?? before.logGroup,
    temporaryMb: input.EphemeralStorage?.Size ?? before.temporaryMb,
    tracingMode: input.TracingConfig?.Mode ?? before.tracingMode,
    deadLetterArn:
      input.DeadLetterConfig === undefined ? before.deadLetterArn : input.DeadLetterConfig.TargetArn || undefined,
  };
  checkRuntime(next.runtime);
  if (next.logFormat === "Text" && next.applicationLogLevel !== undefined) {
    throw invalid("ApplicationLogLevel can only be set when LogFormat is JSON.");
  }
  checkRange("timeout", next.timeoutSeconds, 1, 900);
  checkRange("memorySize", next.memoryMb, 128, 10_240);
  checkRange("ephemeralStorage.size", next.temporaryMb, 512, 10_240);
  checkVariables(next.variables);
  if (input.Layers !== undefined) checkLayers(cloud, input.Layers);
  checkDeadLetterTarget(next.deadLetterArn);
  if (input.Role !== undefined && !canAssumeRole(cloud, input.Role, "lambda.amazonaws.com")) {
    throw invalid("The role defined for the function cannot be assumed by Lambda.");
  }
  return next;
}

function checkRuntime(runtime: string): void {
  if (!/^nodejs\d+\.x$/.test(runtime)) throw notImplemented(`The Lambda runtime ${runtime}`);
}

const reservedVariables = new Set([
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "LAMBDA_TASK_ROOT",
  "_HANDLER",
]);

function checkVariables(variables: Readonly<Record<string, string>>): void {
  const reserved = Object.keys(variables).filter((name) => reservedVariables.has(name));
  if (reserved.length > 0) {
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  }
  const size = Buffer.byteLength(JSON.stringify(variables));
  if (size > 4096) {
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(variables)}`,
    );
  }
}

function checkLayers(cloud: Cloud, layers: readonly string[]): void {
  if (layers.length > 5) throw invalid("Function can have at most 5 layers");
  for (const arn of layers) {
    const { name, version } = parseLayerVersionArn(arn);
    if (readLayerVersion(cloud, name, version) === undefined) throw invalid(`Layer version ${arn} does not exist.`);
  }
}

function checkDeadLetterTarget(arn: string | undefined): void {
  if (arn !== undefined && !/^arn:aws:(?:sqs|sns):/.test(arn)) {
    throw notImplemented(`The dead letter target ${arn} (only SQS queues and SNS topics)`);
  }
  if (arn?.endsWith(".fifo") === true) {
    throw invalid(`The provided dead letter target ${arn} is a FIFO queue, which Lambda does not support.`);
  }
}
