import type { Concurrency, GetFunctionConcurrencyRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";

export const getFunctionConcurrency: Operation<GetFunctionConcurrencyRequest, Concurrency> = {
  members: ["FunctionName"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:GetFunctionConcurrency",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  handle(input, { cloud }) {
    const row = getFunctionRow(cloud, parseFunctionReference(input.FunctionName));
    return row.reserved_concurrency === null ? {} : { ReservedConcurrentExecutions: row.reserved_concurrency };
  },
};
