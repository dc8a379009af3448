import { AwsError } from "../../aws-error.ts";
import type { ServiceName } from "../../service.ts";

/** A call to another service failed while a resource was handled. */
export class ResourceCallError extends Error {
  override readonly cause: AwsError;
  readonly service: ServiceName;
  readonly operation: string;

  constructor(cause: AwsError, service: ServiceName, operation: string) {
    super(cause.message);
    this.name = "ResourceCallError";
    this.cause = cause;
    this.service = service;
    this.operation = operation;
  }
}

const serviceLabels: Readonly<Record<ServiceName, string>> = {
  s3: "S3",
  events: "EventBridge",
  states: "Sfn",
  lambda: "Lambda",
  sqs: "Sqs",
  cloudformation: "CloudFormation",
  sts: "Sts",
  iam: "Iam",
  ssm: "Ssm",
  logs: "CloudWatchLogs",
  monitoring: "CloudWatch",
  cloudcontrolapi: "CloudControl",
  dynamodb: "DynamoDb",
  dynamodbstreams: "DynamoDbStreams",
  secretsmanager: "SecretsManager",
  sns: "Sns",
  scheduler: "Scheduler",
};

/** Says why a resource failed, as CloudFormation's resource handlers do, for the person who reads the CLI's last lines. */
export function failureReason(error: unknown, requestToken: string): string {
  if (error instanceof ResourceCallError) {
    const { cause, service, operation } = error;
    return (
      `Resource handler returned message: "${cause.message} (Service: ${serviceLabels[service]}, Operation: ${operation}, ` +
      `Status Code: ${cause.status}, Error Code: ${cause.code})" (RequestToken: ${requestToken}, HandlerErrorCode: ${handlerErrorCode(cause)})`
    );
  }
  return error instanceof Error ? error.message : String(error);
}

function handlerErrorCode(error: AwsError): string {
  if (/AlreadyExists|ResourceConflict|BucketAlreadyOwned|EntityAlreadyExists/.test(error.code)) return "AlreadyExists";
  if (error.status === 404 || /NotFound|NoSuch|DoesNotExist|NonExistent/.test(error.code)) return "NotFound";
  if (error.code.startsWith("AccessDenied")) return "AccessDenied";
  if (/LimitExceeded|TooMany/.test(error.code)) return "ServiceLimitExceeded";
  return error.status === 501 ? "UnsupportedAction" : "InvalidRequest";
}
