import type { TagResourceInput, TagResourceOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { putAlarm } from "./alarm-store.ts";
import { requireAlarm } from "./require-alarm.ts";

export const tagResource: Operation<TagResourceInput, TagResourceOutput> = {
  members: ["ResourceARN", "Tags"],
  handle({ ResourceARN, Tags = [] }, { cloud }) {
    const alarm = requireAlarm(cloud, ResourceARN);
    const given = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    putAlarm(cloud.db, { ...alarm, tags: { ...alarm.tags, ...given } });
    return {};
  },
};
