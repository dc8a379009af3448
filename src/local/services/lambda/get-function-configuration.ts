import type { FunctionConfiguration, GetFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeVersion } from "./describe-version.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { resolveVersion } from "./function-store.ts";

export const getFunctionConfiguration: Operation<GetFunctionConfigurationRequest, FunctionConfiguration> = {
  members: ["FunctionName", "Qualifier"],
  authorize: (input, { cloud }) => {
    const { name, qualifier } = parseFunctionReference(input.FunctionName, input.Qualifier);
    return [{ action: "lambda:GetFunctionConfiguration", resource: functionArn(cloud, name, qualifier) }];
  },
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName, input.Qualifier);
    return describeVersion(cloud, resolveVersion(cloud, reference), reference.qualifier);
  },
};
