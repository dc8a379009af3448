import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { findAlarm, type AlarmRecord } from "./alarm-store.ts";

/** The alarm that an ARN names. */
export function requireAlarm(cloud: Cloud, arn: string | undefined): AlarmRecord {
  const alarm = findAlarm(cloud.db, arn?.split(":").slice(6).join(":") ?? "");
  if (!alarm) throw new AwsError("ResourceNotFoundException", `The alarm ${arn ?? ""} does not exist`, 404);
  return alarm;
}
