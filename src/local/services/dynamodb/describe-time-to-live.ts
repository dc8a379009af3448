import type { DescribeTimeToLiveInput, DescribeTimeToLiveOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { authorizeTable } from "./tables/authorize-table.ts";
import { requireTable } from "./tables/table-store.ts";

export const describeTimeToLive: Operation<DescribeTimeToLiveInput, DescribeTimeToLiveOutput> = {
  members: ["TableName"],
  authorize: authorizeTable("DescribeTimeToLive"),
  handle(input, { cloud }) {
    const { ttlAttribute } = requireTable(cloud, input.TableName);
    if (ttlAttribute === undefined) return { TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } };
    return { TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: ttlAttribute } };
  },
};
