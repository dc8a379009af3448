import type { StartExecutionInput, StartExecutionOutput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../aws-error.ts";
import type { NewExecution } from "../../runtime/execution-row.ts";
import type { Operation } from "../../service.ts";
import { executionArn, machineArnOf, parseMachineArn } from "./arns.ts";
import { checkName } from "./check-name.ts";
import { constraint, executionAlreadyExists, machineDoesNotExist } from "./errors.ts";
import { findActiveMachine } from "./find-machine.ts";
import type { MachineVersion, Revision } from "./machine-store.ts";
import type { States } from "./states.ts";

const maxInputBytes = 262_144;

export const startExecution = (states: States): Operation<StartExecutionInput, StartExecutionOutput> => ({
  members: ["stateMachineArn", "name", "input", "traceHeader"],
  // AWS checks the right on the state machine's own ARN, whatever version or alias is asked for.
  authorize: (input) => [{ action: "states:StartExecution", resource: machineArnOf(input.stateMachineArn) }],
  async handle(request, { cloud }) {
    const { stateMachineArn, input = "{}", traceHeader } = request;
    const name = checkName(request.name ?? cloud.newId());
    checkInput(input);
    const machine = findActiveMachine(states, stateMachineArn);
    const arn = executionArn(cloud, machine.name, name);
    const existing = states.runtime.find(arn);
    if (existing !== undefined) {
      if (existing.status !== "RUNNING" || existing.input !== input) throw executionAlreadyExists(arn);
      await states.runtime.started(arn);
      return { executionArn: arn, startDate: new Date(existing.startedAt) };
    }
    const { revision, versionArn, aliasArn } = resolve(states, stateMachineArn ?? "", machine);
    const started = await states.runtime.start({
      arn,
      name,
      machineArn: machine.arn,
      machineName: machine.name,
      versionArn,
      aliasArn,
      revisionId: revision.revisionId,
      roleArn: revision.roleArn,
      definition: revision.definition,
      logging: revision.logging,
      traceHeader,
      input,
    });
    return { executionArn: arn, startDate: new Date(started.startedAt) };
  },
});

type Resolved = Pick<NewExecution, "versionArn" | "aliasArn"> & { readonly revision: Revision };

/** What an ARN stands for at this moment: the state machine as it is, a version, or an alias' choice of version. */
function resolve(states: States, arn: string, machine: Revision): Resolved {
  const { qualifier } = parseMachineArn(arn);
  if (qualifier === undefined) return { revision: machine, versionArn: undefined, aliasArn: undefined };
  if (qualifier.kind === "version") {
    const version = findVersion(states, qualifier.arn);
    return { revision: version, versionArn: version.arn, aliasArn: undefined };
  }
  const alias = states.machines.alias(qualifier.arn);
  if (alias === undefined) throw machineDoesNotExist(arn);
  let left = states.cloud.random() * 100;
  const route = alias.routing.find(({ weight }) => (left -= weight) < 0) ?? alias.routing[0];
  const version = findVersion(states, route?.stateMachineVersionArn ?? "");
  return { revision: version, versionArn: version.arn, aliasArn: alias.arn };
}

function findVersion({ machines }: States, arn: string): MachineVersion {
  const version = machines.version(arn);
  if (version === undefined) throw machineDoesNotExist(arn);
  return version;
}

function checkInput(input: string): void {
  if (Buffer.byteLength(input) > maxInputBytes) {
    throw constraint("input", `${input.slice(0, 40)}…`, `have length less than or equal to ${maxInputBytes}`);
  }
  try {
    JSON.parse(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${reason}'`);
  }
}
