import { authorized } from "../../iam/authorized.ts";
import type { Cloud, Service } from "../../service.ts";
import { alarmArn } from "./alarm-store.ts";
import { createAlarmWatch } from "./create-alarm-watch.ts";
import { dashboardArn } from "./dashboard-store.ts";
import { deleteAlarms } from "./delete-alarms.ts";
import { deleteDashboards } from "./delete-dashboards.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { getDashboard } from "./get-dashboard.ts";
import { getMetricData } from "./get-metric-data.ts";
import { getMetricStatistics } from "./get-metric-statistics.ts";
import { listDashboards } from "./list-dashboards.ts";
import { listMetrics } from "./list-metrics.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import { createMonitoringTables } from "./metric-store.ts";
import { putDashboard } from "./put-dashboard.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { putMetricData } from "./put-metric-data.ts";
import { setAlarmState } from "./set-alarm-state.ts";
import { switchAlarmActions } from "./switch-alarm-actions.ts";
import { tagResource } from "./tag-resource.ts";
import { untagResource } from "./untag-resource.ts";

export { createMonitoringTables } from "./metric-store.ts";
export { recordMetric } from "./record-metric.ts";

/** CloudWatch: metrics by the minute, and alarms over them; those with actions tell topics of their states. Dashboards are kept. */
export function createMonitoringService(cloud: Cloud): Service {
  createMonitoringTables(cloud.db);
  const watch = createAlarmWatch(cloud);
  const operations = {
    DeleteAlarms: deleteAlarms,
    DeleteDashboards: deleteDashboards,
    DescribeAlarms: describeAlarms(watch),
    DisableAlarmActions: switchAlarmActions(watch, false),
    EnableAlarmActions: switchAlarmActions(watch, true),
    GetDashboard: getDashboard,
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListDashboards: listDashboards,
    ListMetrics: listMetrics,
    ListTagsForResource: listTagsForResource,
    PutDashboard: putDashboard,
    PutMetricAlarm: putMetricAlarm(watch),
    PutMetricData: putMetricData,
    SetAlarmState: setAlarmState(watch),
    TagResource: tagResource,
    UntagResource: untagResource,
  };
  return {
    name: "monitoring",
    operations: authorized("cloudwatch", operations, (input) => resourceOf(cloud, input)),
    resume: watch.wake,
    close: watch.close,
  };
}

function resourceOf(cloud: Cloud, input: Readonly<Record<string, unknown>>): string {
  const { AlarmName, DashboardName, ResourceARN } = input;
  if (typeof ResourceARN === "string") return ResourceARN;
  if (typeof DashboardName === "string") return dashboardArn(cloud, DashboardName);
  return typeof AlarmName === "string" ? alarmArn(cloud, AlarmName) : "*";
}
