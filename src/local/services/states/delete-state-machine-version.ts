import type { DeleteStateMachineVersionInput, DeleteStateMachineVersionOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf, parseMachineArn } from "./arns.ts";
import { conflict, invalidArn } from "./errors.ts";
import type { States } from "./states.ts";

/** Running executions of the version go on: they have their definition with them. */
export const deleteStateMachineVersion = (
  states: States,
): Operation<DeleteStateMachineVersionInput, DeleteStateMachineVersionOutput> => ({
  members: ["stateMachineVersionArn"],
  authorize: (input) => [
    { action: "states:DeleteStateMachineVersion", resource: machineArnOf(input.stateMachineVersionArn) },
  ],
  handle({ stateMachineVersionArn }) {
    const { machineArn, qualifier } = parseMachineArn(stateMachineVersionArn);
    if (qualifier?.kind !== "version") throw invalidArn(stateMachineVersionArn);
    const aliases = states.machines
      .aliasesOf(machineArn)
      .filter(({ routing }) => routing.some((route) => route.stateMachineVersionArn === qualifier.arn));
    if (aliases.length > 0) {
      throw conflict(
        "Version to be deleted must not be referenced by an alias. " +
          `Current list of aliases referencing this version: [${aliases.map(({ name }) => name).join(", ")}]`,
      );
    }
    states.machines.deleteVersion(qualifier.arn);
    return {};
  },
});
