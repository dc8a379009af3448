import { failureReason } from "./failure-reason.ts";
import { Interrupted } from "./interrupted.ts";
import { recordResourceEvent, recordResourceStatus, withStatus } from "./record-status.ts";
import { createResourceContext } from "./resource-context.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { ResourceRecord, StackRecord } from "./stack-record.ts";

export interface Removal {
  readonly engine: StackEngine;
  readonly stack: StackRecord;
  readonly resource: ResourceRecord;
  readonly retain: boolean;
}

/** Deletes a resource of a stack, or lets go of it; gives the reason if it could not be deleted. */
export async function removeResource(removal: Removal): Promise<string | undefined> {
  const { engine, stack, resource, retain } = removal;
  if (retain) {
    recordResourceEvent(engine, stack, withStatus(engine, resource, "DELETE_SKIPPED"));
    engine.store.removeResource(stack.stackId, resource.logicalId);
    return undefined;
  }
  recordResourceStatus(engine, stack, resource, "DELETE_IN_PROGRESS");
  const reason = await deletePhysical(removal);
  if (reason !== undefined) {
    recordResourceStatus(engine, stack, resource, "DELETE_FAILED", reason);
    return reason;
  }
  recordResourceEvent(engine, stack, withStatus(engine, resource, "DELETE_COMPLETE"));
  engine.store.removeResource(stack.stackId, resource.logicalId);
  return undefined;
}

/** Deletes the physical resource that another one has replaced; the record of its successor stays. */
export async function removeReplaced(removal: Removal): Promise<string | undefined> {
  const { engine, stack, resource, retain } = removal;
  if (retain) {
    recordResourceEvent(engine, stack, withStatus(engine, resource, "DELETE_SKIPPED"));
    return undefined;
  }
  recordResourceEvent(engine, stack, withStatus(engine, resource, "DELETE_IN_PROGRESS"));
  const reason = await deletePhysical(removal);
  const status = reason === undefined ? "DELETE_COMPLETE" : "DELETE_FAILED";
  recordResourceEvent(engine, stack, withStatus(engine, resource, status, reason));
  return reason;
}

async function deletePhysical({ engine, stack, resource }: Removal): Promise<string | undefined> {
  // Without a physical id creation failed before anything existed.
  if (resource.physicalId === "") return undefined;
  try {
    await engine.types.get(resource.type)?.delete(resource, createResourceContext(engine, stack, resource));
    return undefined;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return failureReason(error, engine.cloud.newId());
  }
}
