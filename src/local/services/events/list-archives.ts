import type { ListArchivesRequest, ListArchivesResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { archiveState, describeArchiveRow, listArchivesOf } from "./archive-store.ts";
import { busArn } from "./bus-store.ts";
import { takePage } from "../take-page.ts";

export const listArchives: Operation<ListArchivesRequest, ListArchivesResponse> = {
  members: ["NamePrefix", "EventSourceArn", "State", "NextToken", "Limit"],
  authorize: () => [{ action: "events:ListArchives", resource: "*" }],
  handle(input, { cloud }) {
    checkOneFilter(input);
    const found = listArchivesOf(cloud)
      .filter(({ name }) => name.startsWith(input.NamePrefix ?? ""))
      .filter(({ bus }) => input.EventSourceArn === undefined || busArn(cloud, bus) === input.EventSourceArn)
      .filter(() => input.State === undefined || input.State === archiveState);
    const { page, nextToken } = takePage(found, input.NextToken, input.Limit);
    // Only now: for each, all that it keeps is counted.
    return { Archives: page.map((archive) => describeArchiveRow(cloud, archive)), ...nextToken };
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
