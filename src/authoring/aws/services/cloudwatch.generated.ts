// Generated from @aws-sdk/client-cloudwatch 3.1164.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";

/** CloudWatch, as workflows call it. */
export interface CloudWatch {
  /** You can use the GetMetricData API to retrieve CloudWatch metric values. */
  readonly getMetricData: AwsOperation<GetMetricDataInput, GetMetricDataOutput, "CloudWatchException" | "InvalidNextTokenException" | "SdkClientException">;
  /** Publishes metric data to Amazon CloudWatch. */
  readonly putMetricData: AwsOperation<PutMetricDataInput, NoMembers, "CloudWatchException" | "InternalServiceException" | "InvalidParameterCombinationException" | "InvalidParameterValueException" | "MissingRequiredParameterException" | "SdkClientException">;
}

export const cloudwatch: CloudWatch = awsService<CloudWatch>({
  "service": "cloudwatch",
  "iamPrefix": "cloudwatch",
  "errorPrefix": "CloudWatch",
  "transientErrors": [
    "InternalServiceException",
    "SdkClientException",
    "CloudWatchException"
  ],
  "operations": [
    "getMetricData",
    "putMetricData"
  ]
});

export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

export interface Entity {
  readonly KeyAttributes?: { readonly [key: string]: string } | undefined;
  readonly Attributes?: { readonly [key: string]: string } | undefined;
}

export interface EntityMetricData {
  readonly Entity?: Entity | undefined;
  readonly MetricData?: readonly MetricDatum[] | undefined;
}

export interface GetMetricDataInput {
  readonly MetricDataQueries: readonly MetricDataQuery[];
  readonly StartTime: string;
  readonly EndTime: string;
  readonly NextToken?: string | undefined;
  readonly ScanBy?: ScanBy | undefined;
  readonly MaxDatapoints?: number | undefined;
  readonly LabelOptions?: LabelOptions | undefined;
}

export interface GetMetricDataOutput {
  readonly MetricDataResults?: readonly MetricDataResult[] | undefined;
  readonly NextToken?: string | undefined;
  readonly Messages?: readonly MessageData[] | undefined;
}

export interface LabelOptions {
  readonly Timezone?: string | undefined;
}

export interface MessageData {
  readonly Code?: string | undefined;
  readonly Value?: string | undefined;
}

export interface Metric {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: readonly Dimension[] | undefined;
}

export interface MetricDataQuery {
  readonly Id: string;
  readonly MetricStat?: MetricStat | undefined;
  readonly Expression?: string | undefined;
  readonly Label?: string | undefined;
  readonly ReturnData?: boolean | undefined;
  readonly Period?: number | undefined;
  readonly AccountId?: string | undefined;
}

export interface MetricDataResult {
  readonly Id?: string | undefined;
  readonly Label?: string | undefined;
  readonly Timestamps?: readonly string[] | undefined;
  readonly Values?: readonly number[] | undefined;
  readonly StatusCode?: StatusCode | undefined;
  readonly Messages?: readonly MessageData[] | undefined;
}

export interface MetricDatum {
  readonly MetricName: string;
  readonly Dimensions?: readonly Dimension[] | undefined;
  readonly Timestamp?: string | undefined;
  readonly Value?: number | undefined;
  readonly StatisticValues?: StatisticSet | undefined;
  readonly Values?: readonly number[] | undefined;
  readonly Counts?: readonly number[] | undefined;
  readonly Unit?: StandardUnit | undefined;
  readonly StorageResolution?: number | undefined;
}

export interface MetricStat {
  readonly Metric: Metric;
  readonly Period: number;
  readonly Stat: string;
  readonly Unit?: StandardUnit | undefined;
}

/** Nothing: `{}`. */
export type NoMembers = Readonly<Record<never, never>>;

export interface PutMetricDataInput {
  readonly Namespace: string;
  readonly MetricData?: readonly MetricDatum[] | undefined;
  readonly EntityMetricData?: readonly EntityMetricData[] | undefined;
  readonly StrictEntityValidation?: boolean | undefined;
}

export type ScanBy = "TimestampAscending" | "TimestampDescending";

export type StandardUnit = "Bits" | "Bits/Second" | "Bytes" | "Bytes/Second" | "Count" | "Count/Second" | "Gigabits" | "Gigabits/Second" | "Gigabytes" | "Gigabytes/Second" | "Kilobits" | "Kilobits/Second" | "Kilobytes" | "Kilobytes/Second" | "Megabits" | "Megabits/Second" | "Megabytes" | "Megabytes/Second" | "Microseconds" | "Milliseconds" | "None" | "Percent" | "Seconds" | "Terabits" | "Terabits/Second" | "Terabytes" | "Terabytes/Second";

export interface StatisticSet {
  readonly SampleCount: number;
  readonly Sum: number;
  readonly Minimum: number;
  readonly Maximum: number;
}

export type StatusCode = "Complete" | "Forbidden" | "InternalError" | "PartialData";

