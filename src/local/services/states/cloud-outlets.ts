import type { Outlets, StatesMetric } from "../../runtime/outlets.ts";
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
      const same = Map.groupBy(metrics, ({ name, dimension }) => `${name} ${dimension.value}`);
      for (const values of same.values()) {
        const [{ name, dimension }] = values as [StatesMetric];
        const dimensions = { [dimension.name]: dimension.value };
        recordMetric(cloud, "AWS/States", name, dimensions, ...values.map(({ value }) => value));
      }
    },
    // A log group that was deleted meanwhile stays deleted.
    writeLog: ({ group, stream, lines }) => {
      if (findGroup(cloud.db, group) !== undefined) writeLog(cloud, group, stream, lines);
    },
  };
}
