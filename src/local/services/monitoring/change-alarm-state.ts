import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { actionsOf } from "./alarm-actions.ts";
import { alarmMessage } from "./alarm-message.ts";
import { putAlarm, type AlarmRecord } from "./alarm-store.ts";
import type { AlarmState } from "./evaluate-alarm.ts";

/**
 * Notes that an alarm went over to a state, together with what is to be told of it: so it is told once, whatever happens to the
 * process. The time of a change is the time at which it was noticed.
 */
export function changeAlarmState(
  cloud: Cloud,
  alarm: AlarmRecord,
  state: AlarmState & Pick<AlarmRecord["state"], "heldUntil">,
): AlarmRecord {
  const now = cloud.clock.now();
  const changed = { ...alarm, state: { ...state, updatedAt: now } };
  const { subject, message } = alarmMessage(cloud, alarm, state);
  inTransaction(cloud.db, () => {
    putAlarm(cloud.db, changed);
    for (const topic of actionsOf(alarm.definition, state.value)) {
      cloud.db
        .prepare(
          "INSERT INTO monitoring_actions (alarm, topic, subject, message, attempts, next_at) VALUES (?, ?, ?, ?, 0, ?)",
        )
        .run(alarm.arn, topic, subject, message, now);
    }
  });
  return changed;
}
