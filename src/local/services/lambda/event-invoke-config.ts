import type { FunctionEventInvokeConfig } from "@aws-sdk/client-lambda";
import { notImplemented } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { invalid } from "./constraints.ts";
import { functionArn } from "./function-reference.ts";
import { latest } from "./function-store.ts";

/** How asynchronous invocations of a function, a version or an alias are retried, and who is told of their end. */
export interface EventInvokeConfig {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
}

export const defaultEventInvokeConfig: EventInvokeConfig = {
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 6 * 60 * 60,
  onSuccess: undefined,
  onFailure: undefined,
};

interface ConfigRow {
  readonly configuration: string;
  readonly modified_at: number;
}

export function readEventInvokeConfig(
  cloud: Cloud,
  name: string,
  qualifier = latest,
): { readonly config: EventInvokeConfig; readonly modifiedAt: number } | undefined {
  const row = cloud.db
    .prepare("SELECT * FROM lambda_event_invoke_configs WHERE function_name = ? AND qualifier = ?")
    .get(name, qualifier) as ConfigRow | undefined;
  if (row === undefined) return undefined;
  return { config: JSON.parse(row.configuration) as EventInvokeConfig, modifiedAt: row.modified_at };
}

export function describeEventInvokeConfig(
  cloud: Cloud,
  reference: { readonly name: string; readonly qualifier: string | undefined },
  { config, modifiedAt }: { readonly config: EventInvokeConfig; readonly modifiedAt: number },
): FunctionEventInvokeConfig {
  return {
    LastModified: new Date(modifiedAt),
    FunctionArn: functionArn(cloud, reference.name, reference.qualifier ?? latest),
    MaximumRetryAttempts: config.maximumRetryAttempts,
    MaximumEventAgeInSeconds: config.maximumEventAgeSeconds,
    DestinationConfig: {
      OnSuccess: config.onSuccess === undefined ? {} : { Destination: config.onSuccess },
      OnFailure: config.onFailure === undefined ? {} : { Destination: config.onFailure },
    },
  };
}

/** Refuses destinations that records of invocations cannot be sent to. */
export function checkDestination(arn: string | undefined): string | undefined {
  if (arn === undefined || arn === "") return undefined;
  if (/^arn:aws:sqs:.*\.fifo$/.test(arn)) {
    throw invalid(`The destination ARN ${arn} is invalid: a FIFO queue is not supported.`);
  }
  if (/^arn:aws:sns:.*\.fifo$/.test(arn)) {
    throw invalid(`The destination ARN ${arn} is invalid: a FIFO topic is not supported.`);
  }
  if (/^arn:aws:(sqs|sns|lambda|events):/.test(arn)) return arn;
  throw notImplemented(`The destination ${arn} (only SQS queues, SNS topics, functions and event buses)`);
}
