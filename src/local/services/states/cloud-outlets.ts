import type { Outlets } from "../../runtime/outlets.ts";
import type { Cloud } from "../../service.ts";
import { putServiceEvents } from "../events/put-service-events.ts";
import { findGroup } from "../logs/log-store.ts";
import { writeLog } from "../logs/write-log.ts";
import { recordMetric } from "../monitoring/record-metric.ts";

/** Tells the other services of the same cloud. */
export function cloudOutlets(cloud: Cloud): Outlets {
  return {
    putEvents: (events) => putServiceEvents(cloud, events),
    recordMetrics: (metrics) => {
      for (const { name, dimension, value } of metrics) {
        recordMetric(cloud, "AWS/States", name, { [dimension.name]: dimension.value }, value);
      }
    },
    // A log group that was deleted meanwhile stays deleted.
    writeLog: ({ group, stream, lines }) => {
      if (findGroup(cloud.db, group) !== undefined) writeLog(cloud, group, stream, lines);
    },
  };
}
