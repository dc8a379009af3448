import type { UntagResourceInput, UntagResourceOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { putAlarm } from "./alarm-store.ts";
import { requireAlarm } from "./require-alarm.ts";

export const untagResource: Operation<UntagResourceInput, UntagResourceOutput> = {
  members: ["ResourceARN", "TagKeys"],
  handle({ ResourceARN, TagKeys = [] }, { cloud }) {
    const alarm = requireAlarm(cloud, ResourceARN);
    const tags = Object.fromEntries(Object.entries(alarm.tags).filter(([key]) => !TagKeys.includes(key)));
    putAlarm(cloud.db, { ...alarm, tags });
    return {};
  },
};
