import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import { checkRange } from "./constraints.ts";
import { describeGroup, listGroups } from "./group-store.ts";

interface ListScheduleGroupsRequest {
  readonly NamePrefix?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export const listScheduleGroups: Operation<ListScheduleGroupsRequest, object> = {
  members: ["NamePrefix", "MaxResults", "NextToken"],
  authorize: () => [{ action: "scheduler:ListScheduleGroups", resource: "*" }],
  handle(input, { cloud }) {
    checkRange("maxResults", input.MaxResults, 1, 100);
    const named = listGroups(cloud).filter(({ name }) => name.startsWith(input.NamePrefix ?? ""));
    const { page, nextToken } = takePage(named, input.NextToken, input.MaxResults);
    return { ScheduleGroups: page.map((group) => describeGroup(cloud, group)), ...nextToken };
  },
};
