import type { DeleteMetricFilterRequest } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { deleteMetricFilterRows } from "./metric-filter-store.ts";
import { requireGroup } from "./require-group.ts";

export const deleteMetricFilter: Operation<DeleteMetricFilterRequest, object> = {
  members: ["logGroupName", "filterName"],
  handle({ logGroupName, filterName = "" }, { cloud }) {
    const { name } = requireGroup(cloud, logGroupName);
    if (deleteMetricFilterRows(cloud.db, name, filterName)) return {};
    throw new AwsError("ResourceNotFoundException", "The specified metric filter does not exist.");
  },
};
