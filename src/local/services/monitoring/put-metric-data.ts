import type { PutMetricDataInput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { addPoint, putUnit } from "./metric-store.ts";

export const putMetricData: Operation<PutMetricDataInput, object> = {
  members: [
    "Namespace",
    "MetricData.MetricName",
    "MetricData.Dimensions",
    "MetricData.Timestamp",
    "MetricData.Value",
    "MetricData.Unit",
  ],
  handle({ Namespace = "", MetricData = [] }, { cloud }) {
    for (const { MetricName = "", Dimensions = [], Timestamp, Value = 0, Unit } of MetricData) {
      const dimensions = Object.fromEntries(Dimensions.map(({ Name = "", Value: value = "" }) => [Name, value]));
      const at = Timestamp?.getTime() ?? cloud.clock.now();
      const metric = { namespace: Namespace, name: MetricName, dimensions };
      addPoint(cloud.db, metric, at, Value);
      if (Unit !== undefined) putUnit(cloud.db, metric, Unit);
    }
    return {};
  },
};
