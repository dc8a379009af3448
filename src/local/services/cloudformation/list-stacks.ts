import type { ListStacksInput, ListStacksOutput, StackStatus } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";

export const listStacks = (engine: StackEngine): Operation<ListStacksInput, ListStacksOutput> => ({
  members: ["StackStatusFilter"],
  handle({ StackStatusFilter = [] }) {
    return {
      StackSummaries: engine.store
        .stacks()
        .filter(({ status }) => StackStatusFilter.length === 0 || StackStatusFilter.includes(status as StackStatus))
        .map((stack) => ({
          StackId: stack.stackId,
          StackName: stack.stackName,
          CreationTime: new Date(stack.creationTime),
          ...(stack.lastUpdatedTime !== undefined && { LastUpdatedTime: new Date(stack.lastUpdatedTime) }),
          ...(stack.deletionTime !== undefined && { DeletionTime: new Date(stack.deletionTime) }),
          ...(stack.parentId !== undefined && { ParentId: stack.parentId }),
          ...(stack.rootId !== undefined && { RootId: stack.rootId }),
          StackStatus: stack.status as StackStatus,
          ...(stack.statusReason !== undefined && { StackStatusReason: stack.statusReason }),
          DriftInformation: { StackDriftStatus: "NOT_CHECKED" },
        })),
    };
  },
});
