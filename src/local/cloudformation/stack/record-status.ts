import type { StackEngine } from "./stack-engine.ts";
import type { ResourceRecord, StackEvent, StackOperation, StackRecord } from "./stack-record.ts";

/** Gives a stack a new status and tells clients so by an event; further fields of the record can change along. */
export function recordStackStatus(
  engine: StackEngine,
  stack: StackRecord,
  status: string,
  options: { readonly reason?: string; readonly change?: Partial<StackRecord> } = {},
): StackRecord {
  const { statusReason: _, ...unexplained } = stack;
  const next: StackRecord = {
    ...unexplained,
    ...options.change,
    status,
    ...(options.reason !== undefined && { statusReason: options.reason }),
  };
  engine.store.putStack(next);
  addEvent(engine, next, {
    logicalResourceId: next.stackName,
    physicalResourceId: next.stackId,
    resourceType: "AWS::CloudFormation::Stack",
    resourceStatus: status,
    ...(options.reason !== undefined && { resourceStatusReason: options.reason }),
  });
  engine.cloud.notify("stack", next.stackId);
  return next;
}

/** Stores a resource with its new status and tells clients so by an event. */
export function recordResourceStatus(
  engine: StackEngine,
  stack: StackRecord,
  resource: ResourceRecord,
  status: string,
  reason?: string,
): ResourceRecord {
  const next = withStatus(engine, resource, status, reason);
  engine.store.putResource(stack.stackId, next);
  recordResourceEvent(engine, stack, next);
  return next;
}

/** Tells clients of a resource that is not, or no longer, the one on record: a replaced or deleted one. */
export function recordResourceEvent(engine: StackEngine, stack: StackRecord, resource: ResourceRecord): void {
  addEvent(engine, stack, {
    logicalResourceId: resource.logicalId,
    physicalResourceId: resource.physicalId,
    resourceType: resource.type,
    resourceStatus: resource.status,
    ...(resource.statusReason !== undefined && { resourceStatusReason: resource.statusReason }),
    resourceProperties: JSON.stringify(resource.shownProperties ?? resource.properties),
  });
}

export function withStatus(
  engine: StackEngine,
  resource: ResourceRecord,
  status: string,
  reason?: string,
): ResourceRecord {
  const { statusReason: _, ...unexplained } = resource;
  return {
    ...unexplained,
    status,
    ...(reason !== undefined && { statusReason: reason }),
    updatedAt: engine.cloud.clock.now(),
  };
}

function addEvent(
  engine: StackEngine,
  stack: StackRecord,
  event: Omit<StackEvent, "eventId" | "stackId" | "stackName" | "timestamp">,
): void {
  const { cloud, store } = engine;
  const { clientRequestToken, operationId }: Partial<StackOperation> = stack.operation ?? {};
  store.addEvent({
    eventId: cloud.newId(),
    stackId: stack.stackId,
    stackName: stack.stackName,
    ...(clientRequestToken !== undefined && { clientRequestToken }),
    ...(operationId !== undefined && { operationId }),
    ...event,
    // Clients sort events by time; two in the same millisecond would change places.
    timestamp: Math.max(cloud.clock.now(), store.lastEventTime(stack.stackId) + 1),
  });
}
