import { dashboardArn } from "../../services/monitoring/dashboard-store.ts";
import { defineResourceType } from "../resource-type.ts";
import { changeCloudwatchTags } from "./cloudwatch-tags.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import type { Tag } from "./tag-changes.ts";

interface DashboardProperties {
  readonly DashboardName?: string;
  /** JSON */
  readonly DashboardBody: string;
  readonly Tags?: readonly Tag[];
}

export const cloudwatchDashboard = defineResourceType<DashboardProperties>({
  name: "AWS::CloudWatch::Dashboard",
  properties: { DashboardName: "replace", DashboardBody: "update", Tags: "update" },
  required: ["DashboardBody"],
  attributes: [],
  nameProperty: "DashboardName",
  tags: "list",
  async create({ DashboardBody, Tags, ...given }, context) {
    const DashboardName = given.DashboardName ?? context.physicalName({ maxLength: 255 });
    await context.call("monitoring", "PutDashboard", { DashboardName, DashboardBody, ...(Tags && { Tags }) });
    return { physicalId: DashboardName, attributes: {} };
  },
  async update({ DashboardBody, Tags }, existing, context) {
    const { cloud, call } = context;
    const DashboardName = existing.physicalId;
    await call("monitoring", "PutDashboard", { DashboardName, DashboardBody });
    await changeCloudwatchTags(dashboardArn(cloud, DashboardName), existing.properties.Tags, Tags, context);
    return existing;
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("monitoring", "DeleteDashboards", { DashboardNames: [physicalId] }));
  },
});
