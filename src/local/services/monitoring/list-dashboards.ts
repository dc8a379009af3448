import type { ListDashboardsInput, ListDashboardsOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import { dashboardArn, listDashboards as readDashboards } from "./dashboard-store.ts";

const pageSize = 1000;

export const listDashboards: Operation<ListDashboardsInput, ListDashboardsOutput> = {
  members: ["DashboardNamePrefix", "NextToken"],
  handle({ DashboardNamePrefix = "", NextToken }, { cloud }) {
    const found = readDashboards(cloud.db).filter(({ name }) => name.startsWith(DashboardNamePrefix));
    const { page, nextToken } = takePage(found, NextToken, pageSize);
    return {
      DashboardEntries: page.map(({ name, body, updatedAt }) => ({
        DashboardName: name,
        DashboardArn: dashboardArn(cloud, name),
        LastModified: new Date(updatedAt),
        Size: Buffer.byteLength(body),
      })),
      ...nextToken,
    };
  },
};
