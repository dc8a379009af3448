import type { UpdateStateMachineInput, UpdateStateMachineOutput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../aws-error.ts";
import type { LoggingConfiguration } from "../../runtime/logging-configuration.ts";
import type { Operation } from "../../service.ts";
import { machineArnOf } from "./arns.ts";
import { checkDefinition } from "./check-definition.ts";
import { checkLogging } from "./check-logging.ts";
import { checkManagedRule } from "./check-managed-rule.ts";
import { checkRole } from "./check-role.ts";
import { checkVersionDescription } from "./create-state-machine.ts";
import { findActiveMachine } from "./find-machine.ts";
import { contentOf } from "./content-of.ts";
import type { StateMachine } from "./machine-store.ts";
import { publishRevision } from "./publish-revision.ts";
import type { States } from "./states.ts";

/** Running executions keep the definition and role that they started with. */
export const updateStateMachine = (states: States): Operation<UpdateStateMachineInput, UpdateStateMachineOutput> => ({
  members: [
    "stateMachineArn",
    "definition",
    "roleArn",
    "loggingConfiguration",
    "tracingConfiguration",
    "publish",
    "versionDescription",
  ],
  authorize: (input) => {
    const resource = machineArnOf(input.stateMachineArn);
    return [
      { action: "states:UpdateStateMachine", resource },
      ...(input.roleArn === undefined ? [] : [{ action: "iam:PassRole", resource: input.roleArn }]),
      ...(input.publish === true ? [{ action: "states:PublishStateMachineVersion", resource }] : []),
    ];
  },
  async handle(input, { cloud }) {
    checkSomethingIsGiven(input);
    checkVersionDescription(input);
    const before = findActiveMachine(states, input.stateMachineArn);
    if (input.definition !== undefined) checkDefinition(input.definition, before.type);
    if (input.roleArn !== undefined) checkRole(cloud, input.roleArn, before.arn);
    checkManagedRule(cloud, input.definition ?? before.definition, input.roleArn ?? before.roleArn);
    const logging = input.loggingConfiguration as LoggingConfiguration | undefined;
    await checkLogging(cloud, { logging, roleArn: input.roleArn ?? before.roleArn });
    const updated: StateMachine = {
      ...before,
      definition: input.definition ?? before.definition,
      roleArn: input.roleArn ?? before.roleArn,
      logging: logging ?? before.logging,
      tracing: (input.tracingConfiguration as StateMachine["tracing"]) ?? before.tracing,
      updatedAt: cloud.clock.now(),
    };
    const machine = isSameRevision(before, updated) ? updated : { ...updated, revisionId: cloud.newId() };
    states.machines.putMachine(machine);
    const version = input.publish === true ? publishRevision(states, machine, input.versionDescription) : undefined;
    return {
      updateDate: new Date(machine.updatedAt),
      ...(machine.revisionId === undefined ? {} : { revisionId: machine.revisionId }),
      ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
    };
  },
});

function checkSomethingIsGiven(input: UpdateStateMachineInput): void {
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, publish } = input;
  if (definition ?? roleArn ?? loggingConfiguration ?? tracingConfiguration ?? publish) return;
  throw new AwsError(
    "MissingRequiredParameter",
    "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
  );
}

function isSameRevision(one: StateMachine, other: StateMachine): boolean {
  const facts = (machine: StateMachine): string => `${machine.roleArn} ${contentOf(machine)}`;
  return facts(one) === facts(other);
}
