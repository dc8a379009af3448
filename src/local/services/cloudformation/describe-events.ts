import type { DescribeEventsInput, DescribeEventsOutput } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";
import { requireChangeSet } from "./require-change-set.ts";

// The CLI asks for what is wrong with a change set, to print it beside the construct's line of TypeScript. Events of
// stack operations come from DescribeStackEvents.
export const describeEvents = (engine: StackEngine): Operation<DescribeEventsInput, DescribeEventsOutput> => ({
  members: ["StackName", "ChangeSetName", "Filters.FailedEvents"],
  handle(input) {
    const changeSet = requireChangeSet(engine, input);
    return {
      OperationEvents: changeSet.problems.map(({ logicalId, resourceType, path, message }, index) => ({
        EventId: `${changeSet.changeSetId}/${index}`,
        StackId: changeSet.stackId,
        EventType: "VALIDATION_ERROR",
        OperationType: "CREATE_CHANGESET",
        LogicalResourceId: logicalId,
        ResourceType: resourceType,
        Timestamp: new Date(changeSet.creationTime),
        ValidationFailureMode: "FAIL",
        ValidationName: "PROPERTY_VALIDATION",
        ValidationStatus: "FAILED",
        ValidationStatusReason: message,
        ValidationPath: path,
      })),
    };
  },
});
