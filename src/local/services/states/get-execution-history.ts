import type {
  GetExecutionHistoryInput,
  GetExecutionHistoryOutput,
  HistoryEvent as ApiHistoryEvent,
} from "@aws-sdk/client-sfn";
import type { HistoryEvent } from "#asl";
import { withoutData } from "../../runtime/history-data.ts";
import type { Operation } from "../../service.ts";
import { findExecution } from "./find-execution.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

export const getExecutionHistory = (
  states: States,
): Operation<GetExecutionHistoryInput, GetExecutionHistoryOutput> => ({
  members: ["executionArn", "maxResults", "reverseOrder", "nextToken", "includeExecutionData"],
  authorize: (input) => [{ action: "states:GetExecutionHistory", resource: input.executionArn ?? "" }],
  handle({ executionArn, maxResults, reverseOrder = false, nextToken, includeExecutionData = true }) {
    const execution = findExecution(states, executionArn);
    const size = pageSize(maxResults);
    const question = [execution.arn, reverseOrder];
    const from = readToken(question, nextToken);
    const found = states.runtime.store.history({
      executionId: execution.id,
      reverse: reverseOrder,
      ...(from === undefined ? {} : { from: Number(from) }),
      limit: size + 1,
    });
    const page = cutPage(found, size, ({ id }) => writeToken(question, reverseOrder ? id - 1 : id + 1));
    return {
      events: page.items.map((event) => toApi(includeExecutionData ? event : withoutData(event))),
      ...page.nextToken,
    };
  },
});

function toApi(event: HistoryEvent): ApiHistoryEvent {
  return { ...event, timestamp: new Date(event.timestamp) } as unknown as ApiHistoryEvent;
}
