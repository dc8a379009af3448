import type { DescribeAlarmsInput, DescribeAlarmsOutput, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import type { DueWork } from "../due-work.ts";
import { listAlarms, type AlarmRecord } from "./alarm-store.ts";
import { measureQueues } from "./measure-queues.ts";
import { refreshAlarm } from "./refresh-alarm.ts";

export const describeAlarms = (watch: DueWork): Operation<DescribeAlarmsInput, DescribeAlarmsOutput> => ({
  members: ["AlarmNames", "AlarmNamePrefix", "AlarmTypes", "StateValue", "MaxRecords", "NextToken"],
  async handle(input, { cloud }) {
    const {
      AlarmNames = [],
      AlarmNamePrefix = "",
      AlarmTypes = [],
      StateValue,
      NextToken = "",
      MaxRecords = 100,
    } = input;
    if (AlarmTypes.length > 0 && !AlarmTypes.includes("MetricAlarm")) return { CompositeAlarms: [], MetricAlarms: [] };
    const asked = listAlarms(cloud.db)
      .filter(({ name }) => name.startsWith(AlarmNamePrefix) && name > NextToken)
      .filter(({ name }) => AlarmNames.length === 0 || AlarmNames.includes(name));
    for (const { definition } of asked) await measureQueues(cloud, definition);
    const alarms = asked
      .map((alarm) => refreshAlarm(cloud, alarm))
      .filter(({ state }) => StateValue === undefined || state.value === StateValue);
    // What changed is to be told.
    watch.wake();
    const page = alarms.slice(0, MaxRecords);
    const last = page.at(-1);
    return {
      CompositeAlarms: [],
      MetricAlarms: page.map(describe),
      ...(alarms.length > MaxRecords && last && { NextToken: last.name }),
    };
  },
});

function describe({ name, arn, definition, updatedAt, state }: AlarmRecord): MetricAlarm {
  return {
    ...definition,
    AlarmName: name,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(updatedAt),
    ActionsEnabled: definition.ActionsEnabled ?? true,
    OKActions: definition.OKActions ?? [],
    AlarmActions: definition.AlarmActions ?? [],
    InsufficientDataActions: definition.InsufficientDataActions ?? [],
    StateValue: state.value,
    StateReason: state.reason,
    StateUpdatedTimestamp: new Date(state.updatedAt),
  };
}
