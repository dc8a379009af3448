import type { DeleteChangeSetInput, DeleteChangeSetOutput } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";
import { findChangeSet } from "./require-change-set.ts";

export const deleteChangeSet = (engine: StackEngine): Operation<DeleteChangeSetInput, DeleteChangeSetOutput> => ({
  members: ["ChangeSetName", "StackName"],
  handle(input) {
    const changeSet = findChangeSet(engine, input);
    if (changeSet) engine.store.removeChangeSet(changeSet.changeSetId);
    return {};
  },
});
