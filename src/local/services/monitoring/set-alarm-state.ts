import type { SetAlarmStateInput } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import type { DueWork } from "../due-work.ts";
import { findAlarm } from "./alarm-store.ts";
import { changeAlarmState } from "./change-alarm-state.ts";

// CloudWatch takes the state back when it looks at the metric next; until then a person can see what the alarm does.
const heldMs = 10_000;

/** For trying out what an alarm does. */
export const setAlarmState = (watch: DueWork): Operation<SetAlarmStateInput, object> => ({
  members: ["AlarmName", "StateValue", "StateReason"],
  handle({ AlarmName = "", StateValue: value, StateReason: reason = "" }, { cloud }) {
    const alarm = findAlarm(cloud.db, AlarmName);
    if (alarm === undefined) throw new AwsError("ResourceNotFound", `Alarm ${AlarmName} not found`, 404);
    if (value !== "OK" && value !== "ALARM" && value !== "INSUFFICIENT_DATA") {
      throw new AwsError(
        "ValidationError",
        `1 validation error detected: Value '${String(value)}' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]`,
      );
    }
    if (value !== alarm.state.value) {
      changeAlarmState(cloud, alarm, { value, reason, heldUntil: cloud.clock.now() + heldMs });
      watch.wake();
    }
    return {};
  },
});
