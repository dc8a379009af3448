import type { PutLogEventsRequest, PutLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { insertEvents } from "./log-store.ts";
import { recordMetrics } from "./record-metrics.ts";
import { requireGroup, requireStream } from "./require-group.ts";

// Sequence tokens have no meaning any more, in AWS either.
export const putLogEvents: Operation<PutLogEventsRequest, PutLogEventsResponse> = {
  members: ["logGroupName", "logStreamName", "logEvents", "sequenceToken"],
  handle({ logGroupName, logStreamName = "", logEvents = [] }, { cloud }) {
    const { name } = requireGroup(cloud, logGroupName);
    requireStream(cloud, name, logStreamName);
    const events = logEvents.map(({ timestamp = 0, message = "" }) => ({ timestamp, message }));
    if (events.some((event, index) => event.timestamp < (events[index - 1]?.timestamp ?? 0))) {
      throw new AwsError(
        "InvalidParameterException",
        "Log events in a single PutLogEvents request must be in chronological order.",
      );
    }
    const place = { group: name, stream: logStreamName, now: cloud.clock.now() };
    inTransaction(cloud.db, () => {
      insertEvents(cloud.db, place, events);
      recordMetrics(cloud, name, events);
    });
    return { nextSequenceToken: cloud.newId().replaceAll("-", "") };
  },
};
