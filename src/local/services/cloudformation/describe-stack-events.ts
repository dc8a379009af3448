import type {
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  ResourceStatus,
  StackEvent,
} from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { StackEvent as RecordedEvent } from "../../cloudformation/stack/stack-record.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";

export const describeStackEvents = (
  engine: StackEngine,
): Operation<DescribeStackEventsInput, DescribeStackEventsOutput> => ({
  members: ["StackName", "NextToken"],
  handle({ StackName = "", NextToken }) {
    const stack = engine.store.findStack(StackName);
    // Clients know this message by heart: it is not the one of the other operations.
    if (!stack) throw validationError(`Stack [${StackName}] does not exist`);
    const events = engine.store.events(stack.stackId);
    const start = Number(NextToken ?? 0);
    const page = events.slice(start, start + 100);
    return {
      StackEvents: page.map(describe),
      ...(start + 100 < events.length && { NextToken: String(start + 100) }),
    };
  },
});

function describe(event: RecordedEvent): StackEvent {
  return {
    StackId: event.stackId,
    EventId: event.eventId,
    StackName: event.stackName,
    LogicalResourceId: event.logicalResourceId,
    PhysicalResourceId: event.physicalResourceId,
    ResourceType: event.resourceType,
    Timestamp: new Date(event.timestamp),
    ResourceStatus: event.resourceStatus as ResourceStatus,
    ...(event.resourceStatusReason !== undefined && { ResourceStatusReason: event.resourceStatusReason }),
    ...(event.resourceProperties !== undefined && { ResourceProperties: event.resourceProperties }),
    ...(event.operationId !== undefined && { OperationId: event.operationId }),
    ...(event.clientRequestToken !== undefined && { ClientRequestToken: event.clientRequestToken }),
  };
}
