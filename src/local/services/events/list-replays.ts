import type { ListReplaysRequest, ListReplaysResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { checkOneFilter } from "./list-archives.ts";
import { describeReplayRow } from "./replay-store.ts";
import type { ReplayRow } from "./replay-store.ts";
import { takePage } from "../take-page.ts";

export const listReplays: Operation<ListReplaysRequest, ListReplaysResponse> = {
  members: ["NamePrefix", "EventSourceArn", "State", "NextToken", "Limit"],
  authorize: () => [{ action: "events:ListReplays", resource: "*" }],
  handle(input, { cloud }) {
    checkOneFilter(input);
    const rows = cloud.db
      .prepare("SELECT * FROM events_replays ORDER BY name")
      .all() as unknown as readonly ReplayRow[];
    const found = rows
      .filter(({ name }) => name.startsWith(input.NamePrefix ?? ""))
      .map((replay) => describeReplayRow(cloud, replay))
      .filter(({ EventSourceArn }) => input.EventSourceArn === undefined || EventSourceArn === input.EventSourceArn)
      .filter(({ State }) => input.State === undefined || State === input.State);
    const { page, nextToken } = takePage(found, input.NextToken, input.Limit);
    return { Replays: page, ...nextToken };
  },
};
