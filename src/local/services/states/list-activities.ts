import type { ListActivitiesInput, ListActivitiesOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

export const listActivities = (states: States): Operation<ListActivitiesInput, ListActivitiesOutput> => ({
  members: ["maxResults", "nextToken"],
  authorize: () => [{ action: "states:ListActivities", resource: "*" }],
  handle({ maxResults, nextToken }) {
    const size = pageSize(maxResults);
    const question = ["activities"];
    const after = String(readToken(question, nextToken) ?? "");
    const found = states.runtime.activities.listAfter(after, size + 1);
    const page = cutPage(found, size, ({ name }) => writeToken(question, name));
    return {
      activities: page.items.map(({ arn, name, createdAt }) => ({
        activityArn: arn,
        name,
        creationDate: new Date(createdAt),
      })),
      ...page.nextToken,
    };
  },
});
