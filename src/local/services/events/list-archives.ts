import type { ListArchivesRequest, ListArchivesResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { describeArchiveRow, listArchivesOf } from "./archive-store.ts";
import { takePage } from "./take-page.ts";

export const listArchives: Operation<ListArchivesRequest, ListArchivesResponse> = {
  members: ["NamePrefix", "EventSourceArn", "State", "NextToken", "Limit"],
  authorize: () => [{ action: "events:ListArchives", resource: "*" }],
  handle(input, { cloud }) {
    checkOneFilter(input);
    const found = listArchivesOf(cloud)
      .filter(({ name }) => name.startsWith(input.NamePrefix ?? ""))
      .map((archive) => describeArchiveRow(cloud, archive))
      .filter(({ EventSourceArn }) => input.EventSourceArn === undefined || EventSourceArn === input.EventSourceArn)
      .filter(({ State }) => input.State === undefined || State === input.State);
    const { page, nextToken } = takePage(found, input.NextToken, input.Limit);
    return { Archives: page, ...nextToken };
  },
};

/** Of archives and of replays. */
export function checkOneFilter(
  input: Readonly<Partial<Record<"NamePrefix" | "EventSourceArn" | "State", string | undefined>>>,
): void {
  const given = [input.NamePrefix, input.EventSourceArn, input.State].filter((filter) => filter !== undefined);
  if (given.length <= 1) return;
  throw new AwsError(
    "ValidationException",
    "At most one filter is allowed for ListReplays and ListArchives. Use either : State, EventSourceArn, or NamePrefix.",
  );
}
