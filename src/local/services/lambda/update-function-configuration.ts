import type { FunctionConfiguration, UpdateFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { applyConfiguration } from "./check-configuration.ts";
import { checkRevision } from "./check-revision.ts";
import { configurationMembers } from "./create-function.ts";
import { describeVersion } from "./describe-version.ts";
import type { FunctionHost } from "./function-host.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { putVersion, resolveVersion } from "./function-store.ts";

export const updateFunctionConfiguration = (
  functions: FunctionHost,
): Operation<UpdateFunctionConfigurationRequest, FunctionConfiguration> => ({
  members: [...configurationMembers, "RevisionId"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:UpdateFunctionConfiguration",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
    ...(input.Role === undefined ? [] : [{ action: "iam:PassRole", resource: input.Role }]),
  ],
  async handle(input, { cloud }) {
    const { name } = parseFunctionReference(input.FunctionName);
    const current = resolveVersion(cloud, { name, qualifier: undefined });
    checkRevision(current, input.RevisionId);
    const next = {
      ...applyConfiguration(cloud, current, input),
      modifiedAt: cloud.clock.now(),
      revisionId: cloud.newId(),
    };
    putVersion(cloud, next);
    await functions.changed(next);
    return describeVersion(cloud, next);
  },
});
