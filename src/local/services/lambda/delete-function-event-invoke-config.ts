import type { DeleteFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { latest } from "./function-store.ts";

export const deleteFunctionEventInvokeConfig: Operation<DeleteFunctionEventInvokeConfigRequest, object> = {
  members: ["FunctionName", "Qualifier"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:DeleteFunctionEventInvokeConfig",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  handle(input, { cloud }) {
    const { name, qualifier = latest } = parseFunctionReference(input.FunctionName, input.Qualifier);
    cloud.db
      .prepare("DELETE FROM lambda_event_invoke_configs WHERE function_name = ? AND qualifier = ?")
      .run(name, qualifier);
    return {};
  },
};
