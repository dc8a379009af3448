import type { Cloud } from "../../service.ts";
import type { AlarmRecord } from "./alarm-store.ts";
import { changeAlarmState } from "./change-alarm-state.ts";
import { evaluateAlarm } from "./evaluate-alarm.ts";

/** Works out the state of an alarm, whoever looks; one that somebody set stays for a while. */
export function refreshAlarm(cloud: Cloud, alarm: AlarmRecord): AlarmRecord {
  const now = cloud.clock.now();
  if ((alarm.state.heldUntil ?? 0) > now) return alarm;
  const state = evaluateAlarm(cloud.db, alarm.definition, now, alarm.state);
  return state.value === alarm.state.value ? alarm : changeAlarmState(cloud, alarm, state);
}
