import type { ListStateMachineAliasesInput, ListStateMachineAliasesOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf, parseMachineArn } from "./arns.ts";
import { findMachine } from "./find-machine.ts";
import { cutPage, pageSize, readToken, writeToken } from "./page.ts";
import type { States } from "./states.ts";

/** Aliases of a state machine, or those that route to one of its versions. */
export const listStateMachineAliases = (
  states: States,
): Operation<ListStateMachineAliasesInput, ListStateMachineAliasesOutput> => ({
  members: ["stateMachineArn", "maxResults", "nextToken"],
  authorize: (input) => [{ action: "states:ListStateMachineAliases", resource: machineArnOf(input.stateMachineArn) }],
  handle({ stateMachineArn, maxResults, nextToken }) {
    const machine = findMachine(states, stateMachineArn);
    const { qualifier } = parseMachineArn(stateMachineArn);
    const question = ["aliases", stateMachineArn];
    const after = String(readToken(question, nextToken) ?? "");
    const found = states.machines
      .aliasesOf(machine.arn)
      .filter(({ name }) => name > after)
      .filter(
        ({ routing }) =>
          qualifier === undefined || routing.some((route) => route.stateMachineVersionArn === qualifier.arn),
      );
    const page = cutPage(found, pageSize(maxResults), ({ name }) => writeToken(question, name));
    return {
      stateMachineAliases: page.items.map(({ arn, createdAt }) => ({
        stateMachineAliasArn: arn,
        creationDate: new Date(createdAt),
      })),
      ...page.nextToken,
    };
  },
});
