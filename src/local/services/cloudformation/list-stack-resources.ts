import type { ListStackResourcesInput, ListStackResourcesOutput, ResourceStatus } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const listStackResources = (
  engine: StackEngine,
): Operation<ListStackResourcesInput, ListStackResourcesOutput> => ({
  members: ["StackName"],
  handle({ StackName }) {
    const { stackId } = requireStack(engine, StackName);
    return {
      StackResourceSummaries: engine.store.resources(stackId).map((resource) => ({
        LogicalResourceId: resource.logicalId,
        PhysicalResourceId: resource.physicalId,
        ResourceType: resource.type,
        LastUpdatedTimestamp: new Date(resource.updatedAt),
        ResourceStatus: resource.status as ResourceStatus,
        ...(resource.statusReason !== undefined && { ResourceStatusReason: resource.statusReason }),
        DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" },
      })),
    };
  },
});
