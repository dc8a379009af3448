import type { AliasConfiguration, GetAliasRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeAlias, getAliasRow } from "./alias-store.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";

export const getAlias: Operation<GetAliasRequest, AliasConfiguration> = {
  members: ["FunctionName", "Name"],
  authorize: (input, { cloud }) => [
    { action: "lambda:GetAlias", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
  ],
  handle: (input, { cloud }) =>
    describeAlias(cloud, getAliasRow(cloud, parseFunctionReference(input.FunctionName).name, input.Name ?? "")),
};
