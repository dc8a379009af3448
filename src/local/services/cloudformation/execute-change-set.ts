import type { ExecuteChangeSetInput, ExecuteChangeSetOutput } from "@aws-sdk/client-cloudformation";
import { AwsError } from "../../aws-error.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { requireUpdatable, startDeployment } from "../../cloudformation/stack/start-operation.ts";
import type { Operation } from "../../service.ts";
import { requireChangeSet } from "./require-change-set.ts";
import { requireStack } from "./require-stack.ts";

export const executeChangeSet = (engine: StackEngine): Operation<ExecuteChangeSetInput, ExecuteChangeSetOutput> => ({
  members: ["ChangeSetName", "StackName", "ClientRequestToken", "DisableRollback", "RetainExceptOnCreate"],
  async handle(input) {
    const changeSet = requireChangeSet(engine, input);
    if (changeSet.executionStatus !== "AVAILABLE") {
      throw new AwsError(
        "InvalidChangeSetStatus",
        `ChangeSet [${changeSet.changeSetId}] cannot be executed in its current execution status of [${changeSet.executionStatus}]`,
      );
    }
    const stack = requireStack(engine, changeSet.stackId);
    if (stack.status !== "REVIEW_IN_PROGRESS") requireUpdatable(stack);
    // Once one change set runs, the others describe a stack that is no more.
    for (const { changeSetId } of engine.store.changeSets(stack.stackId)) engine.store.removeChangeSet(changeSetId);
    engine.store.putChangeSet({ ...changeSet, executionStatus: "EXECUTE_COMPLETE" });
    startDeployment(engine, { ...stack, changeSetId: changeSet.changeSetId }, changeSet.target, {
      onFailure: input.DisableRollback ? "DO_NOTHING" : changeSet.onFailure,
      retainExceptOnCreate: input.RetainExceptOnCreate,
      revertDrift: changeSet.revertDrift,
      clientRequestToken: input.ClientRequestToken,
      roleArn: changeSet.roleArn,
    });
    await engine.soonSettled();
    return {};
  },
});
