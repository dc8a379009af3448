import type { ListMetricsInput, ListMetricsOutput } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { listNames } from "./metric-store.ts";

const pageSize = 500;

export const listMetrics: Operation<ListMetricsInput, ListMetricsOutput> = {
  members: ["Namespace", "MetricName", "Dimensions.Name", "Dimensions.Value", "NextToken"],
  handle({ Namespace, MetricName, Dimensions = [], NextToken }, { cloud }) {
    const found = listNames(cloud.db).filter(
      ({ namespace, name, dimensions }) =>
        (Namespace === undefined || namespace === Namespace) &&
        (MetricName === undefined || name === MetricName) &&
        Dimensions.every(({ Name = "", Value }) =>
          Value === undefined ? Object.hasOwn(dimensions, Name) : dimensions[Name] === Value,
        ),
    );
    const start = Number(NextToken ?? 0);
    if (!Number.isSafeInteger(start) || start < 0) throw new AwsError("InvalidParameterValue", "Invalid nextToken");
    const end = start + pageSize;
    return {
      Metrics: found.slice(start, end).map(({ namespace, name, dimensions }) => ({
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
      ...(end < found.length && { NextToken: String(end) }),
    };
  },
};
