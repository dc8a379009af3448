import type { AliasConfiguration, UpdateAliasRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeAlias, getAliasRow, putAlias } from "./alias-store.ts";
import { checkRevision } from "./check-revision.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";

export const updateAlias: Operation<UpdateAliasRequest, AliasConfiguration> = {
  members: ["FunctionName", "Name", "FunctionVersion", "Description", "RevisionId"],
  authorize: (input, { cloud }) => [
    { action: "lambda:UpdateAlias", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
  ],
  handle(input, { cloud }) {
    const { name } = parseFunctionReference(input.FunctionName);
    const before = getAliasRow(cloud, name, input.Name ?? "");
    checkRevision({ revisionId: before.revision_id }, input.RevisionId);
    const row = {
      ...before,
      version: input.FunctionVersion ?? before.version,
      description: input.Description ?? before.description,
      revision_id: cloud.newId(),
    };
    putAlias(cloud, row);
    return describeAlias(cloud, row);
  },
};
