import type { DescribeStateMachineInput, DescribeStateMachineOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { machineArnOf, parseMachineArn } from "./arns.ts";
import { machineDoesNotExist } from "./errors.ts";
import { findMachine } from "./find-machine.ts";
import type { MachineVersion, Revision, StateMachine } from "./machine-store.ts";
import type { States } from "./states.ts";

/** Describes a state machine as it is now, or one of its versions as it was published. */
export const describeStateMachine = (
  states: States,
): Operation<DescribeStateMachineInput, DescribeStateMachineOutput> => ({
  members: ["stateMachineArn", "includedData"],
  authorize: (input) => [{ action: "states:DescribeStateMachine", resource: machineArnOf(input.stateMachineArn) }],
  handle({ stateMachineArn, includedData }) {
    const machine = findMachine(states, stateMachineArn);
    const { qualifier } = parseMachineArn(stateMachineArn);
    const described = qualifier === undefined ? machine : states.machines.version(qualifier.arn);
    if (described === undefined) throw machineDoesNotExist(stateMachineArn ?? "");
    return {
      stateMachineArn: described.arn,
      name: machine.name,
      status: machine.status,
      type: machine.type,
      creationDate: new Date(described.createdAt),
      ...describeRevision(described),
      ...describeVersion(described),
      definition: includedData === "METADATA_ONLY" ? undefined : described.definition,
    };
  },
});

/** What state machines, versions and executions tell alike. */
export function describeRevision({ roleArn, logging, tracing, revisionId }: Omit<Revision, "definition">) {
  return {
    roleArn,
    loggingConfiguration: {
      level: logging?.level ?? "OFF",
      includeExecutionData: logging?.includeExecutionData ?? false,
      ...(logging?.destinations === undefined ? {} : { destinations: copy(logging.destinations) }),
    },
    tracingConfiguration: { enabled: tracing?.enabled ?? false },
    ...(revisionId === undefined ? {} : { revisionId }),
  };
}

const copy = <Item>(items: readonly Item[]): Item[] => [...items];

function describeVersion(described: StateMachine | MachineVersion): { description?: string } {
  return "number" in described && described.description !== undefined ? { description: described.description } : {};
}
