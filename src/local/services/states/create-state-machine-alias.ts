import type { CreateStateMachineAliasInput, CreateStateMachineAliasOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf } from "./arns.ts";
import { checkRouting } from "./check-routing.ts";
import { conflict, constraint } from "./errors.ts";
import { findActiveMachine } from "./find-machine.ts";
import type { MachineAlias } from "./machine-store.ts";
import type { States } from "./states.ts";

// API reference: letters, digits, _ - and . , and not digits alone, which would read as a version.
const aliasName = /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]{1,80}$/;

export const createStateMachineAlias = (
  states: States,
): Operation<CreateStateMachineAliasInput, CreateStateMachineAliasOutput> => ({
  members: ["name", "description", "routingConfiguration"],
  authorize: (input) => [
    {
      action: "states:CreateStateMachineAlias",
      resource: machineArnOf(input.routingConfiguration?.[0]?.stateMachineVersionArn),
    },
  ],
  handle({ name = "", description, routingConfiguration }, { cloud }) {
    if (!aliasName.test(name)) {
      const rule = "satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$";
      throw constraint("name", name, rule);
    }
    const { machineArn, routes } = checkRouting(states, routingConfiguration);
    findActiveMachine(states, machineArn);
    const now = cloud.clock.now();
    const wanted: MachineAlias = {
      arn: `${machineArn}:${name}`,
      machineArn,
      name,
      description,
      routing: routes,
      createdAt: now,
      updatedAt: now,
    };
    const existing = states.machines.alias(wanted.arn);
    if (existing === undefined) states.machines.putAlias(wanted);
    else if (!isSame(existing, wanted)) {
      throw conflict(
        "Failed to create alias because an alias with the same name and a different routing configuration already exists.",
      );
    }
    return {
      stateMachineAliasArn: wanted.arn,
      creationDate: new Date(existing?.createdAt ?? now),
    };
  },
});

function isSame(one: MachineAlias, other: MachineAlias): boolean {
  const facts = ({ description, routing }: MachineAlias): string => JSON.stringify([description, routing]);
  return facts(one) === facts(other);
}
