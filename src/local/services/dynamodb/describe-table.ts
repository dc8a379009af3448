import type { DescribeTableInput, DescribeTableOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { authorizeTable } from "./tables/authorize-table.ts";
import { describeTableRow } from "./tables/describe-table-row.ts";
import { requireTable } from "./tables/table-store.ts";

export const describeTable: Operation<DescribeTableInput, DescribeTableOutput> = {
  members: ["TableName"],
  authorize: authorizeTable("DescribeTable"),
  handle: (input, { cloud }) => ({ Table: describeTableRow(cloud, requireTable(cloud, input.TableName)) }),
};
