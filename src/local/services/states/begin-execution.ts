import type { StartExecutionInput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../aws-error.ts";
import type { ExecutionRow, NewExecution } from "../../runtime/execution-row.ts";
import { parseMachineArn } from "./arns.ts";
import { constraint, machineDoesNotExist } from "./errors.ts";
import type { MachineVersion, Revision, StateMachine } from "./machine-store.ts";
import type { States } from "./states.ts";

const maxInputBytes = 262_144;

export interface Beginning {
  readonly machine: StateMachine;
  readonly arn: string;
  readonly name: string;
  readonly request: Pick<StartExecutionInput, "stateMachineArn" | "input" | "traceHeader">;
}

/** Starts what the request's ARN stands for at this moment; resolves once that is committed. */
export function beginExecution(states: States, { machine, arn, name, request }: Beginning): Promise<ExecutionRow> {
  const { stateMachineArn = "", input = "{}", traceHeader } = request;
  const { revision, versionArn, aliasArn } = resolve(states, stateMachineArn, machine);
  return states.runtime.start({
    arn,
    name,
    machineArn: machine.arn,
    machineName: machine.name,
    type: machine.type,
    versionArn,
    aliasArn,
    revisionId: revision.revisionId,
    roleArn: revision.roleArn,
    definition: revision.definition,
    logging: revision.logging,
    traceHeader,
    input,
  });
}

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

/** Throws where a text is no input of an execution. */
export function checkInput(input: string): void {
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
