import { notImplemented } from "../../aws-error.ts";
import { validationError } from "../template/template.ts";
import { deleteStackResources } from "./delete-stack.ts";
import { deployStack } from "./deploy-stack.ts";
import { recordStackStatus } from "./record-status.ts";
import { rollBackStack } from "./roll-back-stack.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { OnFailure, StackOperation, StackRecord, StackTarget } from "./stack-record.ts";

export interface OperationOptions {
  readonly onFailure?: OnFailure | undefined;
  readonly retainExceptOnCreate?: boolean | undefined;
  readonly revertDrift?: boolean | undefined;
  readonly retainResources?: readonly string[] | undefined;
  readonly clientRequestToken?: string | undefined;
  readonly roleArn?: string | undefined;
}

function operation(engine: StackEngine, kind: StackOperation["kind"], options: OperationOptions): StackOperation {
  return {
    kind,
    operationId: engine.cloud.newId(),
    onFailure: options.onFailure ?? "ROLLBACK",
    retainExceptOnCreate: options.retainExceptOnCreate ?? false,
    ...(options.revertDrift === true && { revertDrift: true }),
    retainResources: options.retainResources ?? [],
    ...(options.clientRequestToken !== undefined && { clientRequestToken: options.clientRequestToken }),
  };
}

/** Starts to bring a stack to a target; the caller has checked that the stack may change now. */
export function startDeployment(
  engine: StackEngine,
  stack: StackRecord,
  target: StackTarget,
  options: OperationOptions,
): void {
  const isCreate = stack.status === "REVIEW_IN_PROGRESS" || stack.status === "CREATE_IN_PROGRESS";
  recordStackStatus(engine, stack, isCreate ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS", {
    reason: "User Initiated",
    change: {
      pending: target,
      operation: operation(engine, isCreate ? "create" : "update", options),
      ...(!isCreate && { lastUpdatedTime: engine.cloud.clock.now() }),
      ...(options.roleArn !== undefined && { roleArn: options.roleArn }),
    },
  });
  engine.runInBackground(() => deployStack(engine, stack.stackId));
}

/** Starts to delete a stack. */
export function startDeletion(engine: StackEngine, stack: StackRecord, options: OperationOptions): void {
  recordStackStatus(engine, stack, "DELETE_IN_PROGRESS", {
    reason: "User Initiated",
    change: { operation: operation(engine, "delete", options) },
  });
  engine.runInBackground(() => deleteStackResources(engine, stack.stackId));
}

/** Starts to take back an operation that failed and was left as it was, or whose rollback failed. */
export function startRollback(engine: StackEngine, stack: StackRecord, options: OperationOptions): void {
  engine.store.putStack({ ...stack, operation: operation(engine, "rollback", options) });
  engine.runInBackground(() => rollBackStack(engine, stack.stackId, "User Initiated"));
}

const updatable = new Set([
  "CREATE_COMPLETE",
  "UPDATE_COMPLETE",
  "UPDATE_ROLLBACK_COMPLETE",
  "CREATE_FAILED",
  "UPDATE_FAILED",
]);

/** Refuses to update a stack that is busy, or that has nothing worth updating. */
export function requireUpdatable(stack: StackRecord): void {
  if (updatable.has(stack.status)) return;
  throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not be updated.`);
}

/** DeploymentConfig's only mode here is the standard one. */
export function requireStandardMode(config: { readonly Mode?: string | undefined } | undefined): void {
  if (config?.Mode !== undefined && config.Mode !== "STANDARD") {
    throw notImplemented(`DeploymentConfig Mode '${config.Mode}'`);
  }
}
