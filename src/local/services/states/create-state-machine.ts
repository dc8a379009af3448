import type { CreateStateMachineInput, CreateStateMachineOutput } from "@aws-sdk/client-sfn";
import type { MachineType } from "#interpreter";
import type { LoggingConfiguration } from "../../runtime/logging-configuration.ts";
import type { Cloud, Operation } from "../../service.ts";
import { machineArn } from "./arns.ts";
import { checkDefinition } from "./check-definition.ts";
import { checkLogging } from "./check-logging.ts";
import { checkManagedRule } from "./check-managed-rule.ts";
import { checkName } from "./check-name.ts";
import { checkRole } from "./check-role.ts";
import { constraint, machineAlreadyExists, machineIsBeingDeleted, validation } from "./errors.ts";
import { contentOf } from "./content-of.ts";
import type { StateMachine } from "./machine-store.ts";
import { publishRevision } from "./publish-revision.ts";
import type { States } from "./states.ts";
import { writeTags } from "./write-tags.ts";

const types = ["STANDARD", "EXPRESS"] as const;

export function checkType(given: string = "STANDARD"): MachineType {
  const type = types.find((one) => one === given);
  if (type === undefined) throw constraint("type", given, `satisfy enum value set: [${types.join(", ")}]`);
  return type;
}

export const createStateMachine = (states: States): Operation<CreateStateMachineInput, CreateStateMachineOutput> => ({
  members: [
    "name",
    "definition",
    "roleArn",
    "type",
    "loggingConfiguration",
    "tags",
    "tracingConfiguration",
    "publish",
    "versionDescription",
  ],
  authorize: (input, { cloud }) => [
    { action: "states:CreateStateMachine", resource: machineArn(cloud, input.name ?? "") },
    { action: "iam:PassRole", resource: input.roleArn ?? "" },
    ...(input.publish === true
      ? [{ action: "states:PublishStateMachineVersion", resource: machineArn(cloud, input.name ?? "") }]
      : []),
  ],
  async handle(input, { cloud }) {
    const arn = machineArn(cloud, checkName(input.name));
    checkVersionDescription(input);
    const wanted = toMachine(cloud, arn, input);
    const existing = states.machines.machine(arn);
    if (existing !== undefined) return answer(states, sameMachine(existing, wanted), input);
    checkDefinition(wanted.definition, wanted.type);
    checkRole(cloud, wanted.roleArn, arn);
    checkManagedRule(cloud, wanted.definition, wanted.roleArn);
    await checkLogging(cloud, wanted);
    // The checks above awaited: another call may have taken the name meanwhile.
    const rival = states.machines.machine(arn);
    if (rival !== undefined) return answer(states, sameMachine(rival, wanted), input);
    states.machines.putMachine(wanted);
    writeTags(states, arn, input.tags);
    return answer(states, wanted, input);
  },
});

export function checkVersionDescription(input: {
  publish?: boolean | undefined;
  versionDescription?: string | undefined;
}) {
  if (input.versionDescription !== undefined && input.publish !== true) {
    throw validation("Version description can only be set when publish is true");
  }
}

function toMachine(cloud: Cloud, arn: string, input: CreateStateMachineInput): StateMachine {
  const now = cloud.clock.now();
  return {
    arn,
    name: input.name ?? "",
    type: checkType(input.type),
    status: "ACTIVE",
    definition: input.definition ?? "",
    roleArn: input.roleArn ?? "",
    logging: input.loggingConfiguration as LoggingConfiguration | undefined,
    tracing: input.tracingConfiguration as StateMachine["tracing"],
    revisionId: undefined,
    createdAt: now,
    updatedAt: now,
  };
}

/** Creating the same state machine again is fine; role and tags do not count, as the API reference says. */
function sameMachine(existing: StateMachine, wanted: StateMachine): StateMachine {
  if (existing.status === "DELETING") throw machineIsBeingDeleted(existing.arn);
  if (existing.type !== wanted.type || contentOf(existing) !== contentOf(wanted))
    throw machineAlreadyExists(existing.arn);
  return existing;
}

function answer(states: States, machine: StateMachine, input: CreateStateMachineInput): CreateStateMachineOutput {
  const version = input.publish === true ? publishRevision(states, machine, input.versionDescription) : undefined;
  return {
    stateMachineArn: machine.arn,
    creationDate: new Date(machine.createdAt),
    ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
  };
}
