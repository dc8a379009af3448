import { AwsError } from "../../aws-error.ts";
import { onceFor } from "../../once-for.ts";
import type { Cloud } from "../../service.ts";
import { createReadCache } from "../../stores/read-cache.ts";
import type { FunctionReference } from "./function-reference.ts";
import type { FunctionVersion } from "./function-version.ts";
import { functionArn } from "./function-reference.ts";

export const latest = "$LATEST";

export interface FunctionRow {
  readonly name: string;
  readonly last_version: number;
  readonly reserved_concurrency: number | null;
  readonly tags: string;
}

/** The function, or undefined. */
export function findFunction(cloud: Cloud, name: string): FunctionRow | undefined {
  return cloud.db.prepare("SELECT * FROM lambda_functions WHERE name = ?").get(name) as FunctionRow | undefined;
}

/** The function; throws `ResourceNotFoundException`. */
export function getFunctionRow(cloud: Cloud, reference: FunctionReference): FunctionRow {
  const row = findFunction(cloud, reference.name);
  if (row === undefined) throw functionNotFound(cloud, reference);
  return row;
}

export function functionNotFound(cloud: Cloud, { name, qualifier }: FunctionReference): AwsError {
  const arn = functionArn(cloud, name, qualifier);
  return new AwsError("ResourceNotFoundException", `Function not found: ${arn}`, 404, { Type: "User" });
}

/** Stores a version, replacing `$LATEST` or adding a number. */
export function putVersion(cloud: Cloud, version: FunctionVersion): void {
  const number = version.version === latest ? 0 : Number(version.version);
  cloud.db
    .prepare("INSERT OR REPLACE INTO lambda_versions (name, version, number, configuration) VALUES (?, ?, ?, ?)")
    .run(version.functionName, version.version, number, JSON.stringify(version));
  versionsOf(cloud).forgetAll();
}

/** Follows a qualifier (version, alias or none) to the version it names; throws `ResourceNotFoundException`. */
export function resolveVersion(cloud: Cloud, reference: FunctionReference): FunctionVersion {
  const { name, qualifier = latest } = reference;
  const number = /^\d+$/.test(qualifier) || qualifier === latest ? qualifier : aliasTarget(cloud, name, qualifier);
  const version = number === undefined ? undefined : findVersion(cloud, name, number);
  if (version === undefined) throw functionNotFound(cloud, reference);
  return version;
}

/** The same object until a version is changed. */
export function findVersion(cloud: Cloud, name: string, version: string): FunctionVersion | undefined {
  return versionsOf(cloud).get(`${name}:${version}`);
}

/** To be called once versions are gone. */
export function forgetVersions(cloud: Cloud): void {
  versionsOf(cloud).forgetAll();
}

// Every invocation asks for one.
const versionsOf = onceFor((cloud: Cloud) => createReadCache(cloud.db, (key) => readVersion(cloud, key)));

function readVersion(cloud: Cloud, key: string): FunctionVersion | undefined {
  const [name = "", version = ""] = key.split(":");
  const row = cloud.db
    .prepare("SELECT configuration FROM lambda_versions WHERE name = ? AND version = ?")
    .get(name, version) as { configuration: string } | undefined;
  return row === undefined ? undefined : (JSON.parse(row.configuration) as FunctionVersion);
}

/** `$LATEST` first, then the published ones, oldest first. */
export function listVersions(cloud: Cloud, name: string): readonly FunctionVersion[] {
  const rows = cloud.db
    .prepare("SELECT configuration FROM lambda_versions WHERE name = ? ORDER BY number")
    .all(name) as unknown as readonly { configuration: string }[];
  return rows.map((row) => JSON.parse(row.configuration) as FunctionVersion);
}

function aliasTarget(cloud: Cloud, functionName: string, alias: string): string | undefined {
  const row = cloud.db
    .prepare("SELECT version FROM lambda_aliases WHERE function_name = ? AND name = ?")
    .get(functionName, alias) as { version: string } | undefined;
  return row?.version;
}
