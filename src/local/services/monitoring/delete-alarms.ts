import type { DeleteAlarmsInput } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { deleteAlarm, findAlarm } from "./alarm-store.ts";

export const deleteAlarms: Operation<DeleteAlarmsInput, object> = {
  members: ["AlarmNames"],
  handle({ AlarmNames = [] }, { cloud }) {
    const missing = AlarmNames.filter((name) => !findAlarm(cloud.db, name));
    if (missing.length > 0) {
      throw new AwsError("ResourceNotFound", `Alarms not found: [${missing.join(", ")}]`, 404);
    }
    for (const name of AlarmNames) deleteAlarm(cloud.db, name);
    return {};
  },
};
