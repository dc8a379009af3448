import { listWorkflows } from "../executions/list-workflows.ts";
import type { Cloud } from "../service.ts";
import { defaultBus } from "../services/events/bus-store.ts";
import { listRulesOf, listTargetsOf } from "../services/events/rule-store.ts";
import { listSchedulesOf } from "../services/scheduler/schedule-store.ts";
import type { StoredSchedule } from "../services/scheduler/schedule-store.ts";
import type { ApiRequest } from "./console-handler.ts";
import type { ScheduleList, ScheduleSummary } from "./read-api.ts";
import { targetName } from "./target-name.ts";

/** What starts by the clock, what comes next first. */
export async function readSchedules({ cloud }: ApiRequest): Promise<ScheduleList> {
  const names = new Map((await listWorkflows(cloud)).map(({ name, stateMachineArn }) => [stateMachineArn, name]));
  const schedules = [...schedulesOf(cloud, names), ...scheduledRulesOf(cloud, names)];
  return { schedules: schedules.toSorted((left, right) => (left.nextAt ?? Infinity) - (right.nextAt ?? Infinity)) };
}

function schedulesOf(cloud: Cloud, names: ReadonlyMap<string, string>): readonly ScheduleSummary[] {
  return listSchedulesOf(cloud, undefined).map((row) => {
    const schedule = JSON.parse(row.schedule) as StoredSchedule;
    return {
      name: row.name,
      starts: targetName(schedule.Target.Arn, names),
      expression: schedule.ScheduleExpression,
      timeZone: schedule.ScheduleExpressionTimezone ?? "UTC",
      isEnabled: (schedule.State ?? "ENABLED") === "ENABLED",
      nextAt: row.next_at,
      lastAt: row.last_at,
      lastError: row.last_error,
    };
  });
}

function scheduledRulesOf(cloud: Cloud, names: ReadonlyMap<string, string>): readonly ScheduleSummary[] {
  return listRulesOf(cloud, defaultBus).flatMap(({ name, schedule, state, next_at }) => {
    if (schedule === null) return [];
    const targets = listTargetsOf(cloud, defaultBus, name).map(({ Arn }) => targetName(Arn, names));
    return [
      {
        name,
        starts: targets.join(", "),
        expression: schedule,
        timeZone: "UTC",
        isEnabled: state === "ENABLED",
        nextAt: next_at,
        lastAt: null,
        lastError: null,
      },
    ];
  });
}
