import type { ListStateMachinesInput, ListStateMachinesOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

export const listStateMachines = (states: States): Operation<ListStateMachinesInput, ListStateMachinesOutput> => ({
  members: ["maxResults", "nextToken"],
  authorize: () => [{ action: "states:ListStateMachines", resource: "*" }],
  handle({ maxResults, nextToken }) {
    const size = pageSize(maxResults);
    const question = ["machines"];
    const after = String(readToken(question, nextToken) ?? "");
    const found = states.machines.machinesAfter(after, size + 1);
    const page = cutPage(found, size, ({ name }) => writeToken(question, name));
    return {
      stateMachines: page.items.map(({ arn, name, type, createdAt }) => ({
        stateMachineArn: arn,
        name,
        type,
        creationDate: new Date(createdAt),
      })),
      ...page.nextToken,
    };
  },
});
