import type { DeleteStateMachineAliasInput, DeleteStateMachineAliasOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf } from "./arns.ts";
import { findAlias } from "./find-alias.ts";
import type { States } from "./states.ts";

export const deleteStateMachineAlias = (
  states: States,
): Operation<DeleteStateMachineAliasInput, DeleteStateMachineAliasOutput> => ({
  members: ["stateMachineAliasArn"],
  authorize: (input) => [
    { action: "states:DeleteStateMachineAlias", resource: machineArnOf(input.stateMachineAliasArn) },
  ],
  handle({ stateMachineAliasArn }) {
    states.machines.deleteAlias(findAlias(states, stateMachineAliasArn).arn);
    return {};
  },
});
