import { createDeployable, type Deployable } from "./deployable.ts";
import { inDeletionOrder } from "./deletion-order.ts";
import { evaluateOutputs } from "./evaluate-outputs.ts";
import { findNestedProblems } from "./find-nested-problems.ts";
import { Interrupted } from "./interrupted.ts";
import { provisionResource, ResourceFailure } from "./provision-resource.ts";
import { recordResourceEvent, recordStackStatus, withStatus } from "./record-status.ts";
import { removeReplaced, removeResource } from "./remove-resource.ts";
import { rollBackStack } from "./roll-back-stack.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { ResourceRecord, StackRecord, StackTarget } from "./stack-record.ts";

/**
 * Brings a stack to its pending target: resources in dependency order, then outputs, then what is no longer wanted.
 *
 * Any failure rolls everything back unless the caller asked to keep the pieces.
 */
export async function deployStack(engine: StackEngine, stackId: string): Promise<void> {
  const stack = engine.store.findStack(stackId) as StackRecord;
  const target = stack.pending as StackTarget;
  try {
    const deployable = createDeployable(engine, stack, target);
    await refuseProblems(engine, stack, deployable);
    for (const logicalId of deployable.order) {
      if (engine.isClosing()) throw new Interrupted();
      await provisionResource({ engine, stack, target, deployable, logicalId });
    }
    const values = evaluateOutputs(engine, stack, deployable);
    await finish(engine, stack, deployable, { ...values, target });
  } catch (error) {
    if (error instanceof Interrupted) return;
    await failDeployment(engine, stackId, error);
  }
}

async function refuseProblems(engine: StackEngine, stack: StackRecord, deployable: Deployable): Promise<void> {
  const problems = await findNestedProblems(engine, deployable);
  const [first] = problems;
  if (!first) return;
  for (const logicalId of new Set(problems.map((problem) => problem.logicalId))) {
    const own = problems.filter((problem) => problem.logicalId === logicalId);
    const reason = own.map(({ message }) => message).join("; ");
    const existing = engine.store.resource(stack.stackId, logicalId);
    // What exists was not touched and stays as it is on record; what does not never comes on record.
    const resource = existing ?? absentResource(logicalId, deployable);
    recordResourceEvent(
      engine,
      stack,
      withStatus(engine, resource, existing ? "UPDATE_FAILED" : "CREATE_FAILED", reason),
    );
  }
  const verb = engine.store.resource(stack.stackId, first.logicalId) ? "update" : "create";
  throw new ResourceFailure(first.logicalId, verb, first.message);
}

function absentResource(logicalId: string, deployable: Deployable): ResourceRecord {
  return {
    logicalId,
    type: deployable.resources[logicalId]?.type ?? "",
    physicalId: "",
    status: "CREATE_FAILED",
    updatedAt: 0,
    properties: {},
    attributes: {},
    dependsOn: [],
    deletionPolicy: "Delete",
    updateReplacePolicy: "Delete",
    generation: 0,
  };
}

async function finish(
  engine: StackEngine,
  stack: StackRecord,
  deployable: Deployable,
  reached: Pick<StackRecord, "outputs" | "imports" | "stackOutputs"> & { readonly target: StackTarget },
): Promise<void> {
  const { pending: _, ...settled } = stack;
  if (stack.operation?.kind === "create") {
    dropUndo(engine, stack.stackId);
    recordStackStatus(engine, settled, "CREATE_COMPLETE", { change: reached });
    return;
  }
  // From here there is no way back, only forward: what is left is to delete what nobody refers to any more.
  const cleaning = recordStackStatus(engine, settled, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", { change: reached });
  await cleanUp(engine, cleaning, new Set(Object.keys(deployable.resources)));
}

/** Deletes replaced and removed resources, dependents first; a failure here leaves the resource and not the stack failed. */
export async function cleanUp(engine: StackEngine, stack: StackRecord, wanted: ReadonlySet<string>): Promise<void> {
  for (const { sequence, entry } of engine.store.undoEntries(stack.stackId)) {
    if (entry.kind === "replaced" || entry.kind === "renamed") {
      const resource = entry.previous;
      await removeReplaced({ engine, stack, resource, retain: resource.updateReplacePolicy === "Retain" });
    }
    engine.store.removeUndo(sequence);
  }
  for (const resource of inDeletionOrder(engine.store.resources(stack.stackId))) {
    if (wanted.has(resource.logicalId)) continue;
    const failure = await removeResource({ engine, stack, resource, retain: resource.deletionPolicy !== "Delete" });
    if (failure !== undefined) engine.store.removeResource(stack.stackId, resource.logicalId);
  }
  recordStackStatus(engine, stack, "UPDATE_COMPLETE");
}

async function failDeployment(engine: StackEngine, stackId: string, error: unknown): Promise<void> {
  const stack = engine.store.findStack(stackId) as StackRecord;
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ResourceFailure)) engine.cloud.log(`CloudFormation: stack ${stack.stackName}: ${reason}`);
  const cause =
    error instanceof ResourceFailure
      ? `The following resource(s) failed to ${error.verb}: [${error.logicalId}].`
      : reason;
  const isCreate = stack.operation?.kind === "create";
  if (stack.operation?.onFailure === "DO_NOTHING") {
    recordStackStatus(engine, stack, isCreate ? "CREATE_FAILED" : "UPDATE_FAILED", { reason: cause });
    return;
  }
  await rollBackStack(engine, stackId, `${cause} Rollback requested by user.`);
}

function dropUndo(engine: StackEngine, stackId: string): void {
  for (const { sequence } of engine.store.undoEntries(stackId)) engine.store.removeUndo(sequence);
}
