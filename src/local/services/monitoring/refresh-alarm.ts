import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { actionsOf } from "./alarm-actions.ts";
import { alarmMessage } from "./alarm-message.ts";
import { putAlarm, type AlarmRecord } from "./alarm-store.ts";
import { evaluateAlarm } from "./evaluate-alarm.ts";

/**
 * Works out the state of an alarm. A change is noted together with what is to be told of it, so that it is told once, whoever
 * looked and whatever happens to the process; its time is the time at which it was noticed.
 */
export function refreshAlarm(cloud: Cloud, alarm: AlarmRecord): AlarmRecord {
  const now = cloud.clock.now();
  const state = evaluateAlarm(cloud.db, alarm.definition, now, alarm.state);
  if (state.value === alarm.state.value) return alarm;
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
