import type { DeleteStackInput } from "@aws-sdk/client-cloudformation";
import { refuseUsedExports } from "../../cloudformation/stack/refuse-used-exports.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { requireStandardMode, startDeletion } from "../../cloudformation/stack/start-operation.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";

export const deleteStack = (engine: StackEngine): Operation<DeleteStackInput, object> => ({
  members: ["StackName", "RetainResources", "RoleARN", "ClientRequestToken", "DeploymentConfig.Mode"],
  async handle(input) {
    requireStandardMode(input.DeploymentConfig);
    const stack = engine.store.findStack(input.StackName ?? "");
    // Deleting what is gone succeeds.
    if (!stack || stack.status === "DELETE_COMPLETE" || stack.status === "DELETE_IN_PROGRESS") return {};
    if (stack.status.endsWith("_IN_PROGRESS") && stack.status !== "REVIEW_IN_PROGRESS") {
      throw validationError(`Stack [${stack.stackName}] cannot be deleted while in status ${stack.status}`);
    }
    if (stack.terminationProtection) {
      throw validationError(`Stack [${stack.stackName}] cannot be deleted while TerminationProtection is enabled`);
    }
    refuseUsedExports(engine, stack);
    startDeletion(engine, stack, {
      retainResources: input.RetainResources,
      clientRequestToken: input.ClientRequestToken,
    });
    await engine.soonSettled();
    return {};
  },
});
