import type { DescribeStateMachineAliasInput, DescribeStateMachineAliasOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf } from "./arns.ts";
import { findAlias } from "./find-alias.ts";
import type { States } from "./states.ts";

export const describeStateMachineAlias = (
  states: States,
): Operation<DescribeStateMachineAliasInput, DescribeStateMachineAliasOutput> => ({
  members: ["stateMachineAliasArn"],
  authorize: (input) => [
    { action: "states:DescribeStateMachineAlias", resource: machineArnOf(input.stateMachineAliasArn) },
  ],
  handle({ stateMachineAliasArn }) {
    const { arn, name, description, routing, createdAt, updatedAt } = findAlias(states, stateMachineAliasArn);
    return {
      stateMachineAliasArn: arn,
      name,
      ...(description === undefined ? {} : { description }),
      routingConfiguration: routing.map((route) => ({ ...route })),
      creationDate: new Date(createdAt),
      updateDate: new Date(updatedAt),
    };
  },
});
