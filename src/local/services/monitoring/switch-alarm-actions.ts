import type { EnableAlarmActionsInput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { DueWork } from "../due-work.ts";
import { findAlarm, putAlarm } from "./alarm-store.ts";

/** `EnableAlarmActions` and `DisableAlarmActions`; names of no alarm are passed over, as CloudWatch does. */
export const switchAlarmActions = (watch: DueWork, isEnabled: boolean): Operation<EnableAlarmActionsInput, object> => ({
  members: ["AlarmNames"],
  handle({ AlarmNames = [] }, { cloud }) {
    inTransaction(cloud.db, () => {
      for (const name of AlarmNames) {
        const alarm = findAlarm(cloud.db, name);
        if (alarm === undefined) continue;
        putAlarm(cloud.db, { ...alarm, definition: { ...alarm.definition, ActionsEnabled: isEnabled } });
      }
    });
    watch.wake();
    return {};
  },
});
