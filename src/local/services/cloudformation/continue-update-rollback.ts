import type { ContinueUpdateRollbackInput, ContinueUpdateRollbackOutput } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { startRollback } from "../../cloudformation/stack/start-operation.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const continueUpdateRollback = (
  engine: StackEngine,
): Operation<ContinueUpdateRollbackInput, ContinueUpdateRollbackOutput> => ({
  members: ["StackName", "RoleARN", "ClientRequestToken"],
  async handle(input) {
    const stack = requireStack(engine, input.StackName);
    if (stack.status !== "UPDATE_ROLLBACK_FAILED") {
      throw validationError(
        `Stack:${stack.stackId} is in ${stack.status} state and can not continue rollback until the rollback is in a failed state.`,
      );
    }
    startRollback(engine, stack, { clientRequestToken: input.ClientRequestToken });
    await engine.soonSettled();
    return {};
  },
});
