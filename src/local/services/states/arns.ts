import type { Cloud } from "../../service.ts";
import { invalidArn } from "./errors.ts";

/** ARN of a state machine, without version or alias. */
export function machineArn({ region, accountId }: Cloud, name: string): string {
  return `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
}

/** Executions of all versions and aliases share one name space under their state machine. */
export function executionArn({ region, accountId }: Cloud, machineName: string, name: string): string {
  return `arn:aws:states:${region}:${accountId}:execution:${machineName}:${name}`;
}

/** Names of Express executions may be used again: the last part tells them apart. */
export function expressArn({ region, accountId, newId }: Cloud, machineName: string, name: string): string {
  return `arn:aws:states:${region}:${accountId}:express:${machineName}:${name}:${newId()}`;
}

export function activityArn({ region, accountId }: Cloud, name: string): string {
  return `arn:aws:states:${region}:${accountId}:activity:${name}`;
}

export interface ParsedMachineArn {
  /** Without version or alias. */
  readonly machineArn: string;
  readonly name: string;
  readonly qualifier: { readonly kind: "version" | "alias"; readonly name: string; readonly arn: string } | undefined;
}

const machinePattern = /^(arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:stateMachine:([^:/]+))(?::([^:/]+))?$/;
const activityPattern = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:activity:[^:/]+$/;
const mapRunPattern = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:mapRun:([^:]+):([^:]+)$/;
const expressPattern = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:express:[^:/]+:[^:]+:[^:]+$/;
const executionPattern = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:execution:([^:]+):([^:]+)$/;

/** Takes the ARN of a state machine, a version or an alias apart. */
export function parseMachineArn(arn: string | undefined): ParsedMachineArn {
  const match = machinePattern.exec(arn ?? "");
  if (match === null) throw invalidArn(arn);
  const [, machine = "", name = "", qualifier] = match;
  if (qualifier === undefined) return { machineArn: machine, name, qualifier: undefined };
  const kind = /^\d+$/.test(qualifier) ? "version" : "alias";
  return { machineArn: machine, name, qualifier: { kind, name: qualifier, arn: `${machine}:${qualifier}` } };
}

/** ARN of the state machine that an execution, version or alias belongs to; what rights are checked on. */
export function machineArnOf(arn: string | undefined): string {
  return machinePattern.exec(arn ?? "")?.[1] ?? arn ?? "";
}

/** Throws `InvalidArn` for what is no activity's ARN. */
export function checkActivityArn(arn: string | undefined): string {
  if (arn === undefined || !activityPattern.test(arn)) throw invalidArn(arn);
  return arn;
}

/** Throws `InvalidArn` for what is no map run's ARN. */
export function checkMapRunArn(arn: string | undefined): string {
  if (arn === undefined || !mapRunPattern.test(arn)) throw invalidArn(arn);
  return arn;
}

/** Also throws it for an Express execution: of those nothing is told, and none can be stopped. */
export function checkExecutionArn(arn: string | undefined): string {
  if (expressPattern.test(arn ?? "")) throw invalidArn("Resource type not valid in this context: express");
  if (arn === undefined || !executionPattern.test(arn)) throw invalidArn(arn);
  return arn;
}
