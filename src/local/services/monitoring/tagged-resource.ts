import type { Tag } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { findAlarm, putAlarm } from "./alarm-store.ts";
import { findDashboard, putDashboardRecord } from "./dashboard-store.ts";

export type Tags = Readonly<Record<string, string>>;

/** What tags are kept with. */
export interface TaggedResource {
  readonly tags: Tags;
  readonly writeTags: (tags: Tags) => void;
}

/** The alarm or dashboard that an ARN names. */
export function requireTagged({ db }: Cloud, arn = ""): TaggedResource {
  const rest = arn.split(":").slice(5).join(":");
  if (rest.startsWith("dashboard/")) {
    const dashboard = findDashboard(db, rest.slice("dashboard/".length));
    if (dashboard === undefined) throw notFound(`The dashboard ${arn} does not exist`);
    return { tags: dashboard.tags, writeTags: (tags) => putDashboardRecord(db, { ...dashboard, tags }) };
  }
  const alarm = findAlarm(db, rest.slice("alarm:".length));
  if (alarm === undefined) throw notFound(`The alarm ${arn} does not exist`);
  return { tags: alarm.tags, writeTags: (tags) => putAlarm(db, { ...alarm, tags }) };
}

export function tagsOf(list: readonly Tag[]): Tags {
  return Object.fromEntries(list.map(({ Key = "", Value = "" }) => [Key, Value]));
}

const notFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message, 404);
