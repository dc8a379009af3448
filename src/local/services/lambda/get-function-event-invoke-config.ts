import type { FunctionEventInvokeConfig, GetFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { describeEventInvokeConfig, readEventInvokeConfig } from "./event-invoke-config.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { latest, resolveVersion } from "./function-store.ts";

export const getFunctionEventInvokeConfig: Operation<GetFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = {
  members: ["FunctionName", "Qualifier"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:GetFunctionEventInvokeConfig",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName, input.Qualifier);
    resolveVersion(cloud, reference);
    const found = readEventInvokeConfig(cloud, reference.name, reference.qualifier);
    if (found !== undefined) return describeEventInvokeConfig(cloud, reference, found);
    const arn = functionArn(cloud, reference.name, reference.qualifier ?? latest);
    throw new AwsError("ResourceNotFoundException", `The function ${arn} doesn't have an EventInvokeConfig`, 404, {
      Type: "User",
    });
  },
};
