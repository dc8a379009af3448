import type { GetLogEventsRequest, GetLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { selectEvents } from "./log-store.ts";
import { requireGroup, requireStream } from "./require-group.ts";

const maxEvents = 10_000;

// Tokens are `f/<index>` and `b/<index>` into the stream. A page without events repeats the token it was asked with:
// that is how clients know the end.
export const getLogEvents: Operation<GetLogEventsRequest, GetLogEventsResponse> = {
  members: [
    "logGroupName",
    "logGroupIdentifier",
    "logStreamName",
    "startTime",
    "endTime",
    "nextToken",
    "limit",
    "startFromHead",
  ],
  handle(input, { cloud }) {
    const { name } = requireGroup(cloud, input.logGroupName ?? input.logGroupIdentifier);
    const stream = input.logStreamName ?? "";
    requireStream(cloud, name, stream);
    const query = { group: name, streams: [stream], startTime: input.startTime, endTime: input.endTime };
    const events = selectEvents(cloud.db, query, { limit: -1 });
    const limit = input.limit ?? maxEvents;
    const [direction, index] = input.nextToken?.split("/") ?? [];
    const isForward = direction === undefined ? input.startFromHead === true : direction === "f";
    const at = index === undefined ? (isForward ? 0 : events.length) : Number(index);
    const [start, end] = isForward ? [at, Math.min(at + limit, events.length)] : [Math.max(at - limit, 0), at];
    return {
      events: events.slice(start, end).map(({ timestamp, message, ingested_at: ingestionTime }) => ({
        timestamp,
        message,
        ingestionTime,
      })),
      nextForwardToken: `f/${end}`,
      nextBackwardToken: `b/${start}`,
    };
  },
};
