import type { MetricTransformation, PutMetricFilterRequest } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { compileFilterPattern } from "./filter-pattern/compile-filter-pattern.ts";
import { listMetricFilters, putMetricFilterRow } from "./metric-filter-store.ts";
import { requireGroup } from "./require-group.ts";

// CloudWatch Logs' own limit of a log group.
const mostFilters = 100;

export const putMetricFilter: Operation<PutMetricFilterRequest, object> = {
  members: [
    "logGroupName",
    "filterName",
    "filterPattern",
    "metricTransformations.metricName",
    "metricTransformations.metricNamespace",
    "metricTransformations.metricValue",
    "metricTransformations.defaultValue",
    "metricTransformations.dimensions",
    "metricTransformations.unit",
  ],
  handle({ logGroupName, filterName = "", filterPattern = "", metricTransformations = [] }, { cloud }) {
    const { name: group } = requireGroup(cloud, logGroupName);
    if (!/^[^:*]{1,512}$/.test(filterName)) throw invalid(`The metric filter name '${filterName}' is not valid`);
    if (metricTransformations.length !== 1) throw invalid("A metric filter has exactly one metric transformation");
    for (const transformation of metricTransformations) checkTransformation(transformation);
    compileFilterPattern(filterPattern);
    const others = listMetricFilters(cloud.db, group).filter((one) => one.filterName !== filterName);
    if (others.length >= mostFilters) throw new AwsError("LimitExceededException", "Resource limit exceeded.");
    putMetricFilterRow(cloud.db, {
      group,
      name: filterName,
      pattern: filterPattern,
      transformations: metricTransformations,
      createdAt: cloud.clock.now(),
    });
    return {};
  },
};

function checkTransformation({ metricValue = "", defaultValue, dimensions = {} }: MetricTransformation): void {
  if (!metricValue.startsWith("$") && (metricValue.trim() === "" || Number.isNaN(Number(metricValue)))) {
    throw invalid(`Invalid metric transformation: the metric value '${metricValue}' is no number and names no field`);
  }
  const places = Object.values(dimensions);
  if (places.length > 0 && defaultValue !== undefined) {
    throw invalid("Invalid metric transformation: dimensions and default value are mutually exclusive properties.");
  }
  if (places.length > 3) throw invalid("Invalid metric transformation: there are more than 3 dimensions");
  const constant = places.find((place) => !place.startsWith("$"));
  if (constant !== undefined) {
    throw invalid(`Invalid metric transformation: the dimension value '${constant}' names no field`);
  }
}

const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);
