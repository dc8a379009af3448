import type { DeleteAliasRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";

export const deleteAlias: Operation<DeleteAliasRequest, object> = {
  members: ["FunctionName", "Name"],
  authorize: (input, { cloud }) => [
    { action: "lambda:DeleteAlias", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
  ],
  handle(input, { cloud }) {
    // As on AWS, deleting what is not there is no error.
    const { name } = parseFunctionReference(input.FunctionName);
    const alias = input.Name ?? "";
    cloud.db.prepare("DELETE FROM lambda_aliases WHERE function_name = ? AND name = ?").run(name, alias);
    cloud.db.prepare("DELETE FROM lambda_permissions WHERE function_name = ? AND qualifier = ?").run(name, alias);
    return {};
  },
};
