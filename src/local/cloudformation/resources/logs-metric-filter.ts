import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface Transformation {
  readonly MetricName: string;
  readonly MetricNamespace: string;
  readonly MetricValue: string;
  readonly DefaultValue?: number | string;
  readonly Unit?: string;
  readonly Dimensions?: readonly { readonly Key: string; readonly Value: string }[];
}

interface FilterProperties {
  readonly FilterName?: string;
  readonly FilterPattern: string;
  readonly LogGroupName: string;
  readonly MetricTransformations: readonly Transformation[];
}

export const logsMetricFilter = defineResourceType<FilterProperties>({
  name: "AWS::Logs::MetricFilter",
  properties: {
    FilterName: "replace",
    FilterPattern: "update",
    LogGroupName: "replace",
    "MetricTransformations.MetricName": "update",
    "MetricTransformations.MetricNamespace": "update",
    "MetricTransformations.MetricValue": "update",
    "MetricTransformations.DefaultValue": "update",
    "MetricTransformations.Unit": "update",
    "MetricTransformations.Dimensions": "update",
  },
  required: ["FilterPattern", "LogGroupName", "MetricTransformations"],
  attributes: [],
  nameProperty: "FilterName",
  async create(properties, context) {
    const filterName = properties.FilterName ?? context.physicalName({ maxLength: 512 });
    await put(filterName, properties, context);
    return { physicalId: filterName, attributes: {} };
  },
  async update(properties, existing, context) {
    await put(existing.physicalId, properties, context);
    return existing;
  },
  async delete({ physicalId, properties }, { call }) {
    const request = { logGroupName: properties.LogGroupName, filterName: physicalId };
    await ignoreMissing(call("logs", "DeleteMetricFilter", request));
  },
});

async function put(filterName: string, properties: FilterProperties, { call }: ResourceContext): Promise<void> {
  const metricTransformations = properties.MetricTransformations.map((one) => ({
    metricName: one.MetricName,
    metricNamespace: one.MetricNamespace,
    metricValue: String(one.MetricValue),
    ...(one.DefaultValue !== undefined && { defaultValue: Number(one.DefaultValue) }),
    ...(one.Unit !== undefined && { unit: one.Unit }),
    ...(one.Dimensions && { dimensions: Object.fromEntries(one.Dimensions.map(({ Key, Value }) => [Key, Value])) }),
  }));
  const { FilterPattern: filterPattern, LogGroupName: logGroupName } = properties;
  await call("logs", "PutMetricFilter", { logGroupName, filterName, filterPattern, metricTransformations });
}
