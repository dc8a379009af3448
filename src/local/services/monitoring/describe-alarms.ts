import type { DescribeAlarmsInput, DescribeAlarmsOutput, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { Cloud, Operation } from "../../service.ts";
import { listAlarms, putAlarm, type AlarmRecord } from "./alarm-store.ts";
import { evaluateAlarm } from "./evaluate-alarm.ts";
import { measureQueues } from "./measure-queues.ts";

export const describeAlarms: Operation<DescribeAlarmsInput, DescribeAlarmsOutput> = {
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
      .map((alarm) => refresh(cloud, alarm))
      .filter(({ state }) => StateValue === undefined || state.value === StateValue);
    const page = alarms.slice(0, MaxRecords);
    const last = page.at(-1);
    return {
      CompositeAlarms: [],
      MetricAlarms: page.map(describe),
      ...(alarms.length > MaxRecords && last && { NextToken: last.name }),
    };
  },
};

/** The state is worked out when somebody looks; the time of the change is the time it was noticed. */
function refresh(cloud: Cloud, alarm: AlarmRecord): AlarmRecord {
  const now = cloud.clock.now();
  const state = evaluateAlarm(cloud.db, alarm.definition, now, alarm.state);
  if (state.value === alarm.state.value) return alarm;
  const changed = { ...alarm, state: { ...state, updatedAt: now } };
  putAlarm(cloud.db, changed);
  return changed;
}

function describe({ name, arn, definition, updatedAt, state }: AlarmRecord): MetricAlarm {
  return {
    ...definition,
    AlarmName: name,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(updatedAt),
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    StateValue: state.value,
    StateReason: state.reason,
    StateUpdatedTimestamp: new Date(state.updatedAt),
  };
}
