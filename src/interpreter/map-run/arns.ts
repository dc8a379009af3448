import type { ExecutionIdentity, MapRunChild, StartMapRun } from "../types.ts";

/** `arn:aws:states:…:mapRun:<state machine>/<label>:<id>` */
export function mapRunArn({ stateMachineArn }: ExecutionIdentity, label: string, id: string): string {
  return `${stateMachineArn.replace(":stateMachine:", ":mapRun:")}/${label}:${id}`;
}

/** Who a child execution of a map run is: it runs as `<state machine>/<label>`, under the parent's role. */
export function childIdentity(
  parent: ExecutionIdentity,
  { label }: Pick<StartMapRun, "label">,
  { name }: Pick<MapRunChild, "name">,
): ExecutionIdentity {
  const stateMachineArn = `${parent.stateMachineArn}/${label}`;
  return {
    executionArn: `${stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`,
    executionName: name,
    stateMachineArn,
    stateMachineName: `${parent.stateMachineName}/${label}`,
    roleArn: parent.roleArn,
  };
}
