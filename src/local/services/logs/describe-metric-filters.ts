import type { DescribeMetricFiltersRequest, DescribeMetricFiltersResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import { listMetricFilters } from "./metric-filter-store.ts";
import { requireGroup } from "./require-group.ts";

export const describeMetricFilters: Operation<DescribeMetricFiltersRequest, DescribeMetricFiltersResponse> = {
  members: ["logGroupName", "filterNamePrefix", "metricName", "metricNamespace", "limit", "nextToken"],
  handle(input, { cloud }) {
    const { filterNamePrefix = "", metricName, metricNamespace, limit = 50, nextToken } = input;
    const group = input.logGroupName === undefined ? undefined : requireGroup(cloud, input.logGroupName).name;
    const found = listMetricFilters(cloud.db, group).filter(
      ({ filterName = "", metricTransformations = [] }) =>
        filterName.startsWith(filterNamePrefix) &&
        metricTransformations.some(
          (one) =>
            (metricName === undefined || one.metricName === metricName) &&
            (metricNamespace === undefined || one.metricNamespace === metricNamespace),
        ),
    );
    const { page, nextToken: next } = takePage(found, nextToken, limit);
    return { metricFilters: page, ...(next.NextToken !== undefined && { nextToken: next.NextToken }) };
  },
};
