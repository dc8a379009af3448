import { parseMachineArn } from "./arns.ts";
import { invalidArn, unknownReference } from "./errors.ts";
import type { MachineAlias } from "./machine-store.ts";
import type { States } from "./states.ts";

/** Throws `ResourceNotFound`. */
export function findAlias({ machines }: States, arn: string | undefined): MachineAlias {
  const { qualifier } = parseMachineArn(arn);
  if (qualifier?.kind !== "alias") throw invalidArn(arn);
  const alias = machines.alias(qualifier.arn);
  if (alias === undefined) throw unknownReference();
  return alias;
}
