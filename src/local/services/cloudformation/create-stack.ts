import type { CreateStackInput, CreateStackOutput } from "@aws-sdk/client-cloudformation";
import { createDeployable } from "../../cloudformation/stack/deployable.ts";
import { newStack } from "../../cloudformation/stack/new-stack.ts";
import { prepareTarget } from "../../cloudformation/stack/prepare-target.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { requireStandardMode, startDeployment } from "../../cloudformation/stack/start-operation.ts";
import type { Operation } from "../../service.ts";

export const createStack = (engine: StackEngine): Operation<CreateStackInput, CreateStackOutput> => ({
  members: [
    "StackName",
    "TemplateBody",
    "TemplateURL",
    "Parameters",
    "Capabilities",
    "Tags",
    "ClientRequestToken",
    "DisableRollback",
    "OnFailure",
    "RetainExceptOnCreate",
    "EnableTerminationProtection",
    "NotificationARNs",
    "RoleARN",
    "DeploymentConfig.Mode",
  ],
  async handle(input) {
    requireStandardMode(input.DeploymentConfig);
    const stack = {
      ...newStack(engine, input.StackName, "CREATE_IN_PROGRESS"),
      terminationProtection: input.EnableTerminationProtection ?? false,
    };
    const target = await prepareTarget(engine.cloud, input, undefined);
    createDeployable(engine, stack, target);
    // The wait for the template may have let another request take the name.
    newStack(engine, input.StackName, "CREATE_IN_PROGRESS");
    startDeployment(engine, stack, target, {
      onFailure: input.OnFailure ?? (input.DisableRollback ? "DO_NOTHING" : "ROLLBACK"),
      retainExceptOnCreate: input.RetainExceptOnCreate,
      clientRequestToken: input.ClientRequestToken,
      roleArn: input.RoleARN,
    });
    await engine.soonSettled();
    return { StackId: stack.stackId };
  },
});
