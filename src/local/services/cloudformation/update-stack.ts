import type { UpdateStackInput, UpdateStackOutput } from "@aws-sdk/client-cloudformation";
import { createDeployable } from "../../cloudformation/stack/deployable.ts";
import { prepareTarget } from "../../cloudformation/stack/prepare-target.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { refuseChangedTypes } from "../../cloudformation/stack/refuse-changed-types.ts";
import { requireStandardMode, requireUpdatable, startDeployment } from "../../cloudformation/stack/start-operation.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const updateStack = (engine: StackEngine): Operation<UpdateStackInput, UpdateStackOutput> => ({
  members: [
    "StackName",
    "TemplateBody",
    "TemplateURL",
    "UsePreviousTemplate",
    "Parameters",
    "Capabilities",
    "Tags",
    "ClientRequestToken",
    "DisableRollback",
    "RetainExceptOnCreate",
    "NotificationARNs",
    "RoleARN",
    "DeploymentConfig.Mode",
  ],
  async handle(input) {
    requireStandardMode(input.DeploymentConfig);
    requireUpdatable(requireStack(engine, input.StackName));
    const previous = requireStack(engine, input.StackName).target;
    const target = await prepareTarget(engine.cloud, input, previous);
    const stack = requireStack(engine, input.StackName);
    requireUpdatable(stack);
    const after = createDeployable(engine, stack, target);
    refuseChangedTypes(engine, stack.stackId, after);
    const { fingerprint } = after;
    const isSettled = !stack.status.endsWith("_FAILED");
    if (isSettled && stack.target && createDeployable(engine, stack, stack.target).fingerprint === fingerprint) {
      throw validationError("No updates are to be performed.");
    }
    startDeployment(engine, stack, target, {
      onFailure: input.DisableRollback ? "DO_NOTHING" : "ROLLBACK",
      retainExceptOnCreate: input.RetainExceptOnCreate,
      clientRequestToken: input.ClientRequestToken,
      roleArn: input.RoleARN,
    });
    await engine.soonSettled();
    return { StackId: stack.stackId };
  },
});
