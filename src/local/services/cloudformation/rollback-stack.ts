import type { RollbackStackInput, RollbackStackOutput } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { requireStandardMode, startRollback } from "../../cloudformation/stack/start-operation.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const rollbackStack = (engine: StackEngine): Operation<RollbackStackInput, RollbackStackOutput> => ({
  members: ["StackName", "RoleARN", "ClientRequestToken", "RetainExceptOnCreate", "DeploymentConfig.Mode"],
  async handle(input) {
    requireStandardMode(input.DeploymentConfig);
    const stack = requireStack(engine, input.StackName);
    if (stack.status !== "CREATE_FAILED" && stack.status !== "UPDATE_FAILED") {
      throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not be rolled back.`);
    }
    startRollback(engine, stack, {
      retainExceptOnCreate: input.RetainExceptOnCreate,
      clientRequestToken: input.ClientRequestToken,
    });
    await engine.soonSettled();
    return { StackId: stack.stackId };
  },
});
