import type { Parameter } from "@aws-sdk/client-ssm";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";

export interface ParameterRow {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly version: number;
  readonly last_modified: number;
  readonly description: string | null;
}

// Checked by templates of the default synthesizer; the number that this CDK's own bootstrap template writes.
const bootstrapVersion = { name: "/cdk-bootstrap/hnb659fds/version", value: "33" };

export function createParameterTable(cloud: Cloud): void {
  cloud.db.exec(`CREATE TABLE IF NOT EXISTS ssm_parameters (
    name TEXT PRIMARY KEY, type TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL,
    last_modified INTEGER NOT NULL, description TEXT) STRICT`);
  cloud.db
    .prepare("INSERT INTO ssm_parameters VALUES (?, 'String', ?, 1, ?, NULL) ON CONFLICT DO NOTHING")
    .run(bootstrapVersion.name, bootstrapVersion.value, cloud.clock.now());
}

export const parameterArn = (cloud: Cloud, name: string | undefined): string =>
  `arn:aws:ssm:${cloud.region}:${cloud.accountId}:parameter/${(name ?? "").replace(/^\//, "")}`;

/** The parameter of that name; a full ARN names it too. */
export function findParameter(cloud: Cloud, nameOrArn: string): ParameterRow | undefined {
  const name = /^arn:aws:ssm:[^:]+:\d+:parameter(\/.+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
  return cloud.db.prepare("SELECT * FROM ssm_parameters WHERE name = ?").get(name) as ParameterRow | undefined;
}

export function toParameter(cloud: Cloud, row: ParameterRow): Parameter {
  return {
    Name: row.name,
    Type: row.type as never,
    Value: row.value,
    Version: row.version,
    LastModifiedDate: new Date(row.last_modified),
    ARN: parameterArn(cloud, row.name),
    DataType: "text",
  };
}

// AWS sends no text with it.
export const parameterNotFound = (): AwsError => new AwsError("ParameterNotFound", "UnknownError", 400);
