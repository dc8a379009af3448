import type { PutMetricDataInput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { addPoint } from "./metric-store.ts";

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
    for (const { MetricName = "", Dimensions = [], Timestamp, Value = 0 } of MetricData) {
      const dimensions = Object.fromEntries(Dimensions.map(({ Name = "", Value: value = "" }) => [Name, value]));
      const at = Timestamp?.getTime() ?? cloud.clock.now();
      addPoint(cloud.db, { namespace: Namespace, name: MetricName, dimensions }, at, Value);
    }
    return {};
  },
};
