import type { ListTagsForResourceInput, ListTagsForResourceOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../service.ts";
import { requireAlarm } from "./require-alarm.ts";

export const listTagsForResource: Operation<ListTagsForResourceInput, ListTagsForResourceOutput> = {
  members: ["ResourceARN"],
  handle: ({ ResourceARN }, { cloud }) => ({
    Tags: Object.entries(requireAlarm(cloud, ResourceARN).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
};
