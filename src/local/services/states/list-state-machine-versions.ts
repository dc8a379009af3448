import type { ListStateMachineVersionsInput, ListStateMachineVersionsOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf } from "./arns.ts";
import { findMachine } from "./find-machine.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

/** Versions from the newest to the oldest. */
export const listStateMachineVersions = (
  states: States,
): Operation<ListStateMachineVersionsInput, ListStateMachineVersionsOutput> => ({
  members: ["stateMachineArn", "maxResults", "nextToken"],
  authorize: (input) => [{ action: "states:ListStateMachineVersions", resource: machineArnOf(input.stateMachineArn) }],
  handle({ stateMachineArn, maxResults, nextToken }) {
    const machine = findMachine(states, stateMachineArn);
    const question = ["versions", machine.arn];
    const before = Number(readToken(question, nextToken) ?? Number.POSITIVE_INFINITY);
    const found = states.machines.versionsOf(machine.arn).filter(({ number }) => number < before);
    const page = cutPage(found, pageSize(maxResults), ({ number }) => writeToken(question, number));
    return {
      stateMachineVersions: page.items.map(({ arn, createdAt }) => ({
        stateMachineVersionArn: arn,
        creationDate: new Date(createdAt),
      })),
      ...page.nextToken,
    };
  },
});
