import type {
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  ResourceStatus,
} from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const describeStackResources = (
  engine: StackEngine,
): Operation<DescribeStackResourcesInput, DescribeStackResourcesOutput> => ({
  members: ["StackName", "LogicalResourceId", "PhysicalResourceId"],
  handle({ StackName, LogicalResourceId, PhysicalResourceId }) {
    const name = StackName ?? engine.store.stackOfResource(PhysicalResourceId ?? "");
    if (name === undefined) throw validationError(`Stack for ${PhysicalResourceId} does not exist`);
    const stack = requireStack(engine, name);
    const resources = engine.store
      .resources(stack.stackId)
      .filter(({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId);
    return {
      StackResources: resources.map((resource) => ({
        StackName: stack.stackName,
        StackId: stack.stackId,
        LogicalResourceId: resource.logicalId,
        PhysicalResourceId: resource.physicalId,
        ResourceType: resource.type,
        Timestamp: new Date(resource.updatedAt),
        ResourceStatus: resource.status as ResourceStatus,
        ...(resource.statusReason !== undefined && { ResourceStatusReason: resource.statusReason }),
        DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" },
      })),
    };
  },
});
