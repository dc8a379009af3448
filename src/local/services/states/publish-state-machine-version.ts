import type { PublishStateMachineVersionInput, PublishStateMachineVersionOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf } from "./arns.ts";
import { conflict } from "./errors.ts";
import { findActiveMachine } from "./find-machine.ts";
import { publishRevision } from "./publish-revision.ts";
import type { States } from "./states.ts";

// How AWS calls the revision that a state machine was created with.
const initialRevision = "INITIAL";

export const publishStateMachineVersion = (
  states: States,
): Operation<PublishStateMachineVersionInput, PublishStateMachineVersionOutput> => ({
  members: ["stateMachineArn", "revisionId", "description"],
  authorize: (input) => [
    { action: "states:PublishStateMachineVersion", resource: machineArnOf(input.stateMachineArn) },
  ],
  handle({ stateMachineArn, revisionId, description }) {
    const machine = findActiveMachine(states, stateMachineArn);
    const current = machine.revisionId ?? initialRevision;
    if (revisionId !== undefined && revisionId !== current) {
      throw conflict(
        `Failed to publish the State Machine version for revision ${revisionId}. ` +
          `The current State Machine revision is ${current}.`,
      );
    }
    const version = publishRevision(states, machine, description);
    return { stateMachineVersionArn: version.arn, creationDate: new Date(version.createdAt) };
  },
});
