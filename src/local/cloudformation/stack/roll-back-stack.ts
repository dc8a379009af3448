import { failureReason } from "./failure-reason.ts";
import { Interrupted } from "./interrupted.ts";
import { recordResourceStatus, recordStackStatus } from "./record-status.ts";
import { removeReplaced, removeResource } from "./remove-resource.ts";
import { createResourceContext } from "./resource-context.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { ResourceRecord, StackRecord, UndoEntry } from "./stack-record.ts";

/**
 * Takes back every step of the operation under way, newest first, from the journal that the steps left.
 *
 * The journal outlives the process, so a rollback that was cut short goes on where it stopped.
 */
export async function rollBackStack(engine: StackEngine, stackId: string, reason: string): Promise<void> {
  const failed = engine.store.findStack(stackId) as StackRecord;
  const isCreate = failed.target === undefined;
  const names = isCreate ? createNames : updateNames;
  // Clients tell the rollback from the operation that failed by the ids of their events.
  const operation = failed.operation && { ...failed.operation, operationId: engine.cloud.newId() };
  const change = operation && { operation };
  const stack = recordStackStatus(engine, failed, names.inProgress, { reason, ...(change && { change }) });
  for (const { sequence, entry } of engine.store.undoEntries(stackId)) {
    if (engine.isClosing()) return;
    const failure = await undo(engine, stack, entry);
    if (failure !== undefined) {
      const why = `The following resource(s) failed to roll back: [${entry.logicalId}]. ${failure}`;
      recordStackStatus(engine, stack, names.failed, { reason: why });
      return;
    }
    engine.store.removeUndo(sequence);
  }
  if (isCreate && stack.operation?.onFailure === "DELETE") {
    recordStackStatus(engine, stack, "DELETE_COMPLETE", { change: { deletionTime: engine.cloud.clock.now() } });
    return;
  }
  if (isCreate) {
    // What was asked for stays readable: `cdk diff` compares with it.
    recordStackStatus(engine, stack, names.complete);
    return;
  }
  const { pending: _, ...settled } = recordStackStatus(engine, stack, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS");
  recordStackStatus(engine, settled, names.complete);
}

const createNames = { inProgress: "ROLLBACK_IN_PROGRESS", failed: "ROLLBACK_FAILED", complete: "ROLLBACK_COMPLETE" };
const updateNames = {
  inProgress: "UPDATE_ROLLBACK_IN_PROGRESS",
  failed: "UPDATE_ROLLBACK_FAILED",
  complete: "UPDATE_ROLLBACK_COMPLETE",
};

async function undo(engine: StackEngine, stack: StackRecord, entry: UndoEntry): Promise<string | undefined> {
  const resource = engine.store.resource(stack.stackId, entry.logicalId);
  switch (entry.kind) {
    case "created": {
      if (!resource) return undefined;
      const keeps = resource.deletionPolicy === "Retain" && !stack.operation?.retainExceptOnCreate;
      const isMade = resource.physicalId !== "" && resource.status !== "CREATE_FAILED";
      return removeResource({ engine, stack, resource, retain: keeps && isMade });
    }
    case "replaced": {
      // By physical id: this step may run again after a crash, and must never delete what it has just restored.
      if (resource !== undefined && resource.physicalId !== entry.previous.physicalId) {
        const failure = await removeReplaced({ engine, stack, resource, retain: false });
        if (failure !== undefined) return failure;
      }
      const { generation } = resource ?? entry.previous;
      recordResourceStatus(engine, stack, { ...entry.previous, generation }, "UPDATE_COMPLETE");
      return undefined;
    }
    case "renamed":
      // The step before it, the update itself, is taken back next.
      return undefined;
    case "updated":
      return updateBack(engine, stack, entry.previous, resource);
  }
}

async function updateBack(
  engine: StackEngine,
  stack: StackRecord,
  previous: ResourceRecord,
  current: ResourceRecord | undefined,
): Promise<string | undefined> {
  recordResourceStatus(engine, stack, current ?? previous, "UPDATE_IN_PROGRESS");
  try {
    const type = engine.types.get(previous.type);
    const context = createResourceContext(engine, stack, previous);
    const state = (await type?.update(previous.properties, current ?? previous, context)) ?? previous;
    const { physicalId, attributes } = state;
    recordResourceStatus(engine, stack, { ...previous, physicalId, attributes }, "UPDATE_COMPLETE");
    if (current !== undefined && current.physicalId !== physicalId) {
      await removeReplaced({ engine, stack, resource: current, retain: false });
    }
    return undefined;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const reason = failureReason(error, engine.cloud.newId());
    recordResourceStatus(engine, stack, current ?? previous, "UPDATE_FAILED", reason);
    return reason;
  }
}
