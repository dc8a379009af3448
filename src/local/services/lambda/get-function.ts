import type { GetFunctionRequest, GetFunctionResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeVersion } from "./describe-version.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow, resolveVersion } from "./function-store.ts";

export const getFunction: Operation<GetFunctionRequest, GetFunctionResponse> = {
  members: ["FunctionName", "Qualifier"],
  authorize: (input, { cloud }) => {
    const { name, qualifier } = parseFunctionReference(input.FunctionName, input.Qualifier);
    return [{ action: "lambda:GetFunction", resource: functionArn(cloud, name, qualifier) }];
  },
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName, input.Qualifier);
    const version = resolveVersion(cloud, reference);
    const row = getFunctionRow(cloud, reference);
    const tags = JSON.parse(row.tags) as Record<string, string>;
    return {
      Configuration: describeVersion(cloud, version, reference.qualifier),
      Code: { RepositoryType: "S3" },
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
      ...(row.reserved_concurrency === null
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: row.reserved_concurrency } }),
    };
  },
};
