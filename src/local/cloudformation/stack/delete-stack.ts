import { inDeletionOrder } from "./deletion-order.ts";
import { recordStackStatus } from "./record-status.ts";
import { removeReplaced, removeResource } from "./remove-resource.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { StackRecord } from "./stack-record.ts";

/** Deletes the resources of a stack, dependents first, and keeps the stack's record under its ARN. */
export async function deleteStackResources(engine: StackEngine, stackId: string): Promise<void> {
  const stack = engine.store.findStack(stackId) as StackRecord;
  const retained = new Set(stack.operation?.retainResources ?? []);
  for (const { sequence, entry } of engine.store.undoEntries(stackId)) {
    // What an update replaced and never cleaned up would otherwise be left behind.
    if (entry.kind === "replaced" || entry.kind === "renamed") {
      await removeReplaced({ engine, stack, resource: entry.previous, retain: false });
    }
    engine.store.removeUndo(sequence);
  }
  const failed: string[] = [];
  for (const resource of inDeletionOrder(engine.store.resources(stackId))) {
    if (engine.isClosing()) return;
    // What something undeletable depends on must stay.
    const isNeeded = engine.store
      .resources(stackId)
      .some(({ logicalId, dependsOn }) => failed.includes(logicalId) && dependsOn.includes(resource.logicalId));
    if (isNeeded) {
      failed.push(resource.logicalId);
      continue;
    }
    const retain = resource.deletionPolicy !== "Delete" || retained.has(resource.logicalId);
    if ((await removeResource({ engine, stack, resource, retain })) !== undefined) failed.push(resource.logicalId);
  }
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(", ")}]. `;
    recordStackStatus(engine, stack, "DELETE_FAILED", { reason });
    return;
  }
  recordStackStatus(engine, stack, "DELETE_COMPLETE", { change: { deletionTime: engine.cloud.clock.now() } });
}
