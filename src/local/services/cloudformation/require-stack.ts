import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { StackRecord } from "../../cloudformation/stack/stack-record.ts";
import { validationError } from "../../cloudformation/template/template.ts";

/** The stack that a request names, by name while it lives and by ARN for ever. */
export function requireStack(engine: StackEngine, nameOrArn: string | undefined): StackRecord {
  if (nameOrArn === undefined || nameOrArn === "") {
    throw validationError(
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  }
  const stack = engine.store.findStack(nameOrArn);
  if (!stack) throw validationError(`Stack with id ${nameOrArn} does not exist`);
  return stack;
}
