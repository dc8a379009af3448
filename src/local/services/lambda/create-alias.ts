import type { AliasConfiguration, CreateAliasRequest } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { describeAlias, findAlias, putAlias } from "./alias-store.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";

export const createAlias: Operation<CreateAliasRequest, AliasConfiguration> = {
  members: ["FunctionName", "Name", "FunctionVersion", "Description"],
  authorize: (input, { cloud }) => [
    { action: "lambda:CreateAlias", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName);
    const name = input.Name ?? "";
    getFunctionRow(cloud, reference);
    if (!/^(?!\d+$)[\w-]{1,128}$/.test(name)) {
      throw new AwsError(
        "ValidationException",
        `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)`,
      );
    }
    if (findAlias(cloud, reference.name, name) !== undefined) {
      const arn = functionArn(cloud, reference.name, name);
      throw new AwsError("ResourceConflictException", `Alias already exists: ${arn}`, 409, { Type: "User" });
    }
    const row = {
      function_name: reference.name,
      name,
      version: input.FunctionVersion ?? "",
      description: input.Description ?? "",
      revision_id: cloud.newId(),
    };
    putAlias(cloud, row);
    return describeAlias(cloud, row);
  },
};
