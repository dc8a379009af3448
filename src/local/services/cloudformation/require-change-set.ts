import { AwsError } from "../../aws-error.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { ChangeSetRecord } from "../../cloudformation/stack/stack-record.ts";
import { requireStack } from "./require-stack.ts";

interface ChangeSetReference {
  readonly ChangeSetName?: string | undefined;
  readonly StackName?: string | undefined;
}

/** The change set that a request names: by ARN, or by name together with its stack. */
export function requireChangeSet(engine: StackEngine, reference: ChangeSetReference): ChangeSetRecord {
  const changeSet = findChangeSet(engine, reference);
  if (!changeSet) {
    throw new AwsError(
      "ChangeSetNotFoundException",
      `ChangeSet [${reference.ChangeSetName ?? ""}] does not exist`,
      404,
    );
  }
  return changeSet;
}

export function findChangeSet(
  engine: StackEngine,
  { ChangeSetName = "", StackName }: ChangeSetReference,
): ChangeSetRecord | undefined {
  if (ChangeSetName.startsWith("arn:")) return engine.store.changeSetById(ChangeSetName);
  const stack = requireStack(engine, StackName);
  return engine.store.changeSets(stack.stackId).find((changeSet) => changeSet.changeSetName === ChangeSetName);
}
