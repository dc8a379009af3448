import { authorized } from "../../iam/authorized.ts";
import type { Cloud, Service } from "../../service.ts";
import { createAlarmWatch } from "./create-alarm-watch.ts";
import { deleteAlarms } from "./delete-alarms.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { getMetricData } from "./get-metric-data.ts";
import { getMetricStatistics } from "./get-metric-statistics.ts";
import { listMetrics } from "./list-metrics.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import { createMonitoringTables } from "./metric-store.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { putMetricData } from "./put-metric-data.ts";
import { setAlarmState } from "./set-alarm-state.ts";
import { switchAlarmActions } from "./switch-alarm-actions.ts";
import { tagResource } from "./tag-resource.ts";
import { untagResource } from "./untag-resource.ts";

export { createMonitoringTables } from "./metric-store.ts";
export { recordMetric } from "./record-metric.ts";

/** CloudWatch: metrics by the minute, and alarms over them; those with actions tell topics of their states. */
export function createMonitoringService(cloud: Cloud): Service {
  createMonitoringTables(cloud.db);
  const watch = createAlarmWatch(cloud);
  const operations = {
    DeleteAlarms: deleteAlarms,
    DescribeAlarms: describeAlarms(watch),
    DisableAlarmActions: switchAlarmActions(watch, false),
    EnableAlarmActions: switchAlarmActions(watch, true),
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
    ListTagsForResource: listTagsForResource,
    PutMetricAlarm: putMetricAlarm(watch),
    PutMetricData: putMetricData,
    SetAlarmState: setAlarmState(watch),
    TagResource: tagResource,
    UntagResource: untagResource,
  };
  return {
    name: "monitoring",
    operations: authorized("cloudwatch", operations, ({ AlarmName, ResourceARN }) =>
      typeof ResourceARN === "string"
        ? ResourceARN
        : typeof AlarmName === "string"
          ? `arn:aws:cloudwatch:${cloud.region}:${cloud.accountId}:alarm:${AlarmName}`
          : "*",
    ),
    resume: watch.wake,
    close: watch.close,
  };
}
