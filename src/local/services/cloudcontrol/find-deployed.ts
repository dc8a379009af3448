import { AwsError, notImplemented } from "../../aws-error.ts";
import type { ResourceRecord, StackRecord } from "../../cloudformation/stack/stack-record.ts";
import type { StackStore } from "../../cloudformation/stack/stack-store.ts";

/** The types whose updates do not depend on what was there before: only these can be changed behind a stack's back. */
const supported = new Set(["AWS::StepFunctions::StateMachine"]);

export interface Deployed {
  readonly stack: StackRecord;
  readonly resource: ResourceRecord;
}

/** The resource of a stack that an identifier names. */
export function findDeployed(store: StackStore, typeName: string, identifier: string): Deployed {
  if (!supported.has(typeName)) throw notImplemented(`Cloud Control for ${typeName}`);
  const stack = store.findStack(store.stackOfResource(identifier) ?? "");
  const resource = stack && store.resources(stack.stackId).find(({ physicalId }) => physicalId === identifier);
  if (!resource) {
    const message = `Resource of type '${typeName}' with identifier '${identifier}' was not found.`;
    throw new AwsError("ResourceNotFoundException", message);
  }
  return { stack, resource };
}
