import type { ListChangeSetsInput, ListChangeSetsOutput } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const listChangeSets = (engine: StackEngine): Operation<ListChangeSetsInput, ListChangeSetsOutput> => ({
  members: ["StackName"],
  handle({ StackName }) {
    const stack = requireStack(engine, StackName);
    return {
      Summaries: engine.store.changeSets(stack.stackId).map((changeSet) => ({
        StackId: changeSet.stackId,
        StackName: changeSet.stackName,
        ChangeSetId: changeSet.changeSetId,
        ChangeSetName: changeSet.changeSetName,
        ExecutionStatus: changeSet.executionStatus,
        Status: changeSet.status,
        ...(changeSet.statusReason !== undefined && { StatusReason: changeSet.statusReason }),
        CreationTime: new Date(changeSet.creationTime),
        ...(changeSet.description !== undefined && { Description: changeSet.description }),
      })),
    };
  },
});
