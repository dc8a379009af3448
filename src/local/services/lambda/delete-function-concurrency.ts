import type { DeleteFunctionConcurrencyRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";

export const deleteFunctionConcurrency: Operation<DeleteFunctionConcurrencyRequest, object> = {
  members: ["FunctionName"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:DeleteFunctionConcurrency",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName);
    getFunctionRow(cloud, reference);
    cloud.db.prepare("UPDATE lambda_functions SET reserved_concurrency = NULL WHERE name = ?").run(reference.name);
    return {};
  },
};
