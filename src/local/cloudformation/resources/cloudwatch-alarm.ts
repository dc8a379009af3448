import { alarmArn } from "../../services/monitoring/alarm-store.ts";
import { defineResourceType } from "../resource-type.ts";
import { changeCloudwatchTags } from "./cloudwatch-tags.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import type { Tag } from "./tag-changes.ts";

interface AlarmProperties {
  readonly AlarmName?: string;
  readonly Tags?: readonly Tag[];
  readonly [property: string]: unknown;
}

const numbers = ["Period", "EvaluationPeriods", "DatapointsToAlarm", "Threshold"];

export const cloudwatchAlarm = defineResourceType<AlarmProperties>({
  name: "AWS::CloudWatch::Alarm",
  properties: {
    AlarmName: "replace",
    AlarmDescription: "update",
    Namespace: "update",
    MetricName: "update",
    Dimensions: "update",
    Statistic: "update",
    Period: "update",
    EvaluationPeriods: "update",
    DatapointsToAlarm: "update",
    Threshold: "update",
    ComparisonOperator: "update",
    TreatMissingData: "update",
    Metrics: "update",
    ActionsEnabled: "update",
    AlarmActions: "update",
    OKActions: "update",
    InsufficientDataActions: "update",
    Tags: "update",
  },
  required: ["EvaluationPeriods", "ComparisonOperator"],
  attributes: ["Arn"],
  nameProperty: "AlarmName",
  tags: "list",
  async create(properties, context) {
    const AlarmName = properties.AlarmName ?? context.physicalName({ maxLength: 255 });
    const { Tags } = properties;
    await context.call("monitoring", "PutMetricAlarm", { ...alarmOf(properties), AlarmName, ...(Tags && { Tags }) });
    return { physicalId: AlarmName, attributes: { Arn: alarmArn(context.cloud, AlarmName) } };
  },
  async update(properties, existing, context) {
    const AlarmName = existing.physicalId;
    await context.call("monitoring", "PutMetricAlarm", { ...alarmOf(properties), AlarmName });
    await changeCloudwatchTags(alarmArn(context.cloud, AlarmName), existing.properties.Tags, properties.Tags, context);
    return existing;
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("monitoring", "DeleteAlarms", { AlarmNames: [physicalId] }));
  },
});

function alarmOf({ Tags: _tags, ...properties }: AlarmProperties): object {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      if (name === "ActionsEnabled") return [name, String(value) === "true"];
      return [name, numbers.includes(name) ? Number(value) : value];
    }),
  );
}
