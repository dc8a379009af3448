import { conflict } from "./errors.ts";
import type { MachineVersion, StateMachine } from "./machine-store.ts";
import type { States } from "./states.ts";

/** Publishes the current revision as a version; a revision that has one already keeps it. */
export function publishRevision(
  { cloud, machines }: States,
  machine: StateMachine,
  description: string | undefined,
): MachineVersion {
  const published = machines.versionsOf(machine.arn).find(({ revisionId }) => revisionId === machine.revisionId);
  if (published !== undefined) {
    if (description !== undefined && description !== published.description) {
      throw conflict(
        "Failed to publish the State Machine version: the revision was already published as " +
          `${published.arn} with another description.`,
      );
    }
    return published;
  }
  const number = machines.nextVersionNumber(machine.arn);
  const version: MachineVersion = {
    arn: `${machine.arn}:${number}`,
    machineArn: machine.arn,
    number,
    description,
    definition: machine.definition,
    roleArn: machine.roleArn,
    logging: machine.logging,
    tracing: machine.tracing,
    revisionId: machine.revisionId,
    createdAt: cloud.clock.now(),
  };
  machines.putVersion(version);
  return version;
}
