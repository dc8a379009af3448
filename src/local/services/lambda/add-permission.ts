import type { AddPermissionRequest, AddPermissionResponse } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { resolveVersion } from "./function-store.ts";
import { unqualified } from "./permission-store.ts";

export const addPermission: Operation<AddPermissionRequest, AddPermissionResponse> = {
  members: ["FunctionName", "StatementId", "Action", "Principal", "SourceArn", "SourceAccount", "Qualifier"],
  authorize: (input, { cloud }) => [
    { action: "lambda:AddPermission", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName, input.Qualifier);
    resolveVersion(cloud, reference);
    const qualifier = reference.qualifier ?? unqualified;
    const id = input.StatementId ?? "";
    const existing = cloud.db
      .prepare("SELECT 1 FROM lambda_permissions WHERE function_name = ? AND qualifier = ? AND statement_id = ?")
      .get(reference.name, qualifier, id);
    if (existing !== undefined) {
      throw new AwsError(
        "ResourceConflictException",
        `The statement id (${id}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        409,
        { Type: "User" },
      );
    }
    const statement = JSON.stringify(toStatement(input, functionArn(cloud, reference.name, reference.qualifier)));
    cloud.db
      .prepare("INSERT INTO lambda_permissions VALUES (?, ?, ?, ?, ?)")
      .run(reference.name, qualifier, id, statement, cloud.newId());
    return { Statement: statement };
  },
};

function toStatement(input: AddPermissionRequest, resource: string): object {
  const principal = input.Principal ?? "";
  const condition = {
    ...(input.SourceAccount === undefined ? {} : { StringEquals: { "AWS:SourceAccount": input.SourceAccount } }),
    ...(input.SourceArn === undefined ? {} : { ArnLike: { "AWS:SourceArn": input.SourceArn } }),
  };
  return {
    Sid: input.StatementId,
    Effect: "Allow",
    Principal: toPrincipal(principal),
    Action: input.Action,
    Resource: resource,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

function toPrincipal(principal: string): string | object {
  if (principal === "*") return "*";
  if (principal.endsWith(".amazonaws.com")) return { Service: principal };
  return { AWS: /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal };
}
