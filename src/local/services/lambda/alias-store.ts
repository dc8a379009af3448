import type { AliasConfiguration } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { functionArn } from "./function-reference.ts";
import { findVersion, functionNotFound } from "./function-store.ts";

export interface AliasRow {
  readonly function_name: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly revision_id: string;
}

export function findAlias(cloud: Cloud, functionName: string, name: string): AliasRow | undefined {
  return cloud.db
    .prepare("SELECT * FROM lambda_aliases WHERE function_name = ? AND name = ?")
    .get(functionName, name) as AliasRow | undefined;
}

/** The alias; throws `ResourceNotFoundException`. */
export function getAliasRow(cloud: Cloud, functionName: string, name: string): AliasRow {
  const row = findAlias(cloud, functionName, name);
  if (row !== undefined) return row;
  throw new AwsError(
    "ResourceNotFoundException",
    `Cannot find alias arn: ${functionArn(cloud, functionName, name)}`,
    404,
    { Type: "User" },
  );
}

export function putAlias(cloud: Cloud, row: AliasRow): void {
  if (findVersion(cloud, row.function_name, row.version) === undefined) {
    throw functionNotFound(cloud, { name: row.function_name, qualifier: row.version });
  }
  cloud.db
    .prepare(
      "INSERT OR REPLACE INTO lambda_aliases (function_name, name, version, description, revision_id) VALUES (?, ?, ?, ?, ?)",
    )
    .run(row.function_name, row.name, row.version, row.description, row.revision_id);
}

export function describeAlias(cloud: Cloud, row: AliasRow): AliasConfiguration {
  return {
    AliasArn: functionArn(cloud, row.function_name, row.name),
    Name: row.name,
    FunctionVersion: row.version,
    Description: row.description,
    RevisionId: row.revision_id,
  };
}
