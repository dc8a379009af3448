import type {
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
  ResourceStatus,
} from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const describeStackResource = (
  engine: StackEngine,
): Operation<DescribeStackResourceInput, DescribeStackResourceOutput> => ({
  members: ["StackName", "LogicalResourceId"],
  handle({ StackName, LogicalResourceId = "" }) {
    const stack = requireStack(engine, StackName);
    const resource = engine.store.resource(stack.stackId, LogicalResourceId);
    if (!resource) {
      throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.stackName}`);
    }
    return {
      StackResourceDetail: {
        StackName: stack.stackName,
        StackId: stack.stackId,
        LogicalResourceId: resource.logicalId,
        PhysicalResourceId: resource.physicalId,
        ResourceType: resource.type,
        LastUpdatedTimestamp: new Date(resource.updatedAt),
        ResourceStatus: resource.status as ResourceStatus,
        ...(resource.statusReason !== undefined && { ResourceStatusReason: resource.statusReason }),
        ...(resource.metadata !== undefined && { Metadata: JSON.stringify(resource.metadata) }),
        DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" },
      },
    };
  },
});
