import type { CancelReplayRequest, CancelReplayResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { getReplay, isUnderWay, replayArn, replayAuthorization } from "./replay-store.ts";

/** What was put on the bus already is delivered all the same. */
export const cancelReplay: Operation<CancelReplayRequest, CancelReplayResponse> = {
  members: ["ReplayName"],
  authorize: replayAuthorization("CancelReplay"),
  handle(input, { cloud }) {
    const replay = getReplay(cloud, input.ReplayName);
    if (!isUnderWay(replay)) {
      throw new AwsError("IllegalStatusException", `Replay ${replay.name} is not in a valid state for this operation.`);
    }
    cloud.db
      .prepare("UPDATE events_replays SET state = 'CANCELLED', ended_at = ? WHERE name = ?")
      .run(cloud.clock.now(), replay.name);
    return { ReplayArn: replayArn(cloud, replay.name), State: "CANCELLING" };
  },
};
