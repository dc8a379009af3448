import type { PutMetricAlarmInput, StateValue } from "@aws-sdk/client-cloudwatch";
import { AwsError, notImplemented } from "../../aws-error.ts";

const byState = {
  OK: "OKActions",
  ALARM: "AlarmActions",
  INSUFFICIENT_DATA: "InsufficientDataActions",
} as const satisfies Record<StateValue, keyof PutMetricAlarmInput>;

/** Members of an alarm that say who is told of its states. */
export const actionMembers: readonly string[] = ["ActionsEnabled", ...Object.values(byState)];

// CloudWatch's own limit for each state.
const mostActions = 5;

/** Who is told that an alarm went over to a state: ARNs of topics. */
export function actionsOf(alarm: PutMetricAlarmInput, state: StateValue): readonly string[] {
  return alarm.ActionsEnabled === false ? [] : (alarm[byState[state]] ?? []);
}

export function hasActions(alarm: PutMetricAlarmInput): boolean {
  return Object.keys(byState).some((state) => actionsOf(alarm, state as StateValue).length > 0);
}

/** Refuses, by name, actions that nothing here could carry out. */
export function checkActions(alarm: PutMetricAlarmInput): void {
  for (const member of Object.values(byState)) {
    const actions = alarm[member] ?? [];
    if (actions.length > mostActions) {
      throw new AwsError(
        "ValidationError",
        `1 validation error detected: Value at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must have length less than or equal to ${mostActions}`,
      );
    }
    for (const arn of actions) {
      if (!/^arn:aws:[\w-]+:[\w-]*:\w*:.+$/.test(arn))
        throw new AwsError("ValidationError", `Invalid arn syntax: ${arn}`);
      if (!/^arn:aws:sns:[^:]+:\d{12}:[\w-]+$/.test(arn)) {
        throw notImplemented(`The alarm action ${arn} (only standard SNS topics)`);
      }
    }
  }
}
