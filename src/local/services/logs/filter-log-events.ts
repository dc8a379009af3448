import type { FilterLogEventsRequest, FilterLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../service.ts";
import { selectEvents } from "./log-store.ts";
import { compileFilterPattern } from "./filter-pattern/compile-filter-pattern.ts";
import { pageToken, parsePageToken } from "./page-token.ts";
import { requireGroup } from "./require-group.ts";

export const filterLogEvents: Operation<FilterLogEventsRequest, FilterLogEventsResponse> = {
  members: [
    "logGroupName",
    "logGroupIdentifier",
    "logStreamNames",
    "logStreamNamePrefix",
    "startTime",
    "endTime",
    "filterPattern",
    "nextToken",
    "limit",
    "interleaved",
  ],
  handle(input, { cloud }) {
    const { name } = requireGroup(cloud, input.logGroupName ?? input.logGroupIdentifier);
    const { matches } = compileFilterPattern(input.filterPattern);
    const limit = input.limit ?? 10_000;
    const after = parsePageToken(input.nextToken);
    const found = selectEvents(
      cloud.db,
      {
        group: name,
        streams: input.logStreamNames ?? [],
        streamPrefix: input.logStreamNamePrefix ?? "",
        startTime: input.startTime,
        // Here the end is part of the range, unlike in GetLogEvents.
        ...(input.endTime !== undefined && { endTime: input.endTime + 1 }),
      },
      { ...(after && { after }), limit: -1 },
    ).filter(({ message }) => matches(message));
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      events: page.map((event) => ({
        logStreamName: event.stream,
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: event.ingested_at,
        eventId: String(event.sequence).padStart(56, "0"),
      })),
      searchedLogStreams: [],
      ...(found.length > limit && last && { nextToken: pageToken(last) }),
    };
  },
};
