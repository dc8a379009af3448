import type { DescribeReplayRequest, DescribeReplayResponse } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../service.ts";
import { busArn } from "./bus-store.ts";
import { describeReplayRow, getReplay, replayArn, replayAuthorization } from "./replay-store.ts";

export const describeReplay: Operation<DescribeReplayRequest, DescribeReplayResponse> = {
  members: ["ReplayName"],
  authorize: replayAuthorization("DescribeReplay"),
  handle(input, { cloud }) {
    const replay = getReplay(cloud, input.ReplayName);
    const FilterArns = JSON.parse(replay.filter_arns) as string[];
    return {
      ...describeReplayRow(cloud, replay),
      ReplayArn: replayArn(cloud, replay.name),
      ...(replay.description === null ? {} : { Description: replay.description }),
      Destination: { Arn: busArn(cloud, replay.bus), ...(FilterArns.length === 0 ? {} : { FilterArns }) },
    };
  },
};
