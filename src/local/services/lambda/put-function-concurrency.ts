import type { Concurrency, PutFunctionConcurrencyRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";

export const putFunctionConcurrency: Operation<PutFunctionConcurrencyRequest, Concurrency> = {
  members: ["FunctionName", "ReservedConcurrentExecutions"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:PutFunctionConcurrency",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName);
    getFunctionRow(cloud, reference);
    const reserved = input.ReservedConcurrentExecutions ?? 0;
    cloud.db
      .prepare("UPDATE lambda_functions SET reserved_concurrency = ? WHERE name = ?")
      .run(reserved, reference.name);
    return { ReservedConcurrentExecutions: reserved };
  },
};
