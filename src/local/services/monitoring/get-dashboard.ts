import type { GetDashboardInput, GetDashboardOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { dashboardArn, findDashboard } from "./dashboard-store.ts";
import { dashboardsNotFound } from "./dashboards-not-found.ts";

export const getDashboard: Operation<GetDashboardInput, GetDashboardOutput> = {
  members: ["DashboardName"],
  handle({ DashboardName = "" }, { cloud }) {
    const dashboard = findDashboard(cloud.db, DashboardName);
    if (dashboard === undefined) throw dashboardsNotFound([DashboardName]);
    return { DashboardArn: dashboardArn(cloud, DashboardName), DashboardBody: dashboard.body, DashboardName };
  },
};
