import type { DeleteDashboardsInput, DeleteDashboardsOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { dashboardArn, deleteDashboard, findDashboard } from "./dashboard-store.ts";
import { dashboardsNotFound } from "./dashboards-not-found.ts";

/** All or, if one is not there, none. */
export const deleteDashboards: Operation<DeleteDashboardsInput, DeleteDashboardsOutput> = {
  members: ["DashboardNames"],
  authorize: ({ DashboardNames = [] }, { cloud }) =>
    DashboardNames.map((name) => ({ action: "cloudwatch:DeleteDashboards", resource: dashboardArn(cloud, name) })),
  handle({ DashboardNames = [] }, { cloud: { db } }) {
    const missing = DashboardNames.filter((name) => findDashboard(db, name) === undefined);
    if (missing.length > 0) throw dashboardsNotFound(missing);
    inTransaction(db, () => {
      for (const name of DashboardNames) deleteDashboard(db, name);
    });
    return {};
  },
};
