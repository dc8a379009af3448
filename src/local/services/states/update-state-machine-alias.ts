import type { UpdateStateMachineAliasInput, UpdateStateMachineAliasOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf } from "./arns.ts";
import { checkRouting } from "./check-routing.ts";
import { validation } from "./errors.ts";
import { findAlias } from "./find-alias.ts";
import type { States } from "./states.ts";

export const updateStateMachineAlias = (
  states: States,
): Operation<UpdateStateMachineAliasInput, UpdateStateMachineAliasOutput> => ({
  members: ["stateMachineAliasArn", "description", "routingConfiguration"],
  authorize: (input) => [
    { action: "states:UpdateStateMachineAlias", resource: machineArnOf(input.stateMachineAliasArn) },
  ],
  handle({ stateMachineAliasArn, description, routingConfiguration }, { cloud }) {
    if (description === undefined && routingConfiguration === undefined) {
      throw validation("Either the description or the RoutingConfiguration must be specified");
    }
    const alias = findAlias(states, stateMachineAliasArn);
    const routing = routingConfiguration === undefined ? undefined : checkRouting(states, routingConfiguration);
    if (routing !== undefined && routing.machineArn !== alias.machineArn) {
      throw validation("Routing configuration must contain versions of the alias' own state machine.");
    }
    const updatedAt = cloud.clock.now();
    states.machines.putAlias({
      ...alias,
      description: description ?? alias.description,
      routing: routing?.routes ?? alias.routing,
      updatedAt,
    });
    return { updateDate: new Date(updatedAt) };
  },
});
