import type { Parameter, ParameterMetadata } from "@aws-sdk/client-ssm";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { addColumn } from "../../stores/add-column.ts";

export interface ParameterRow {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly version: number;
  readonly last_modified: number;
  readonly description: string | null;
  readonly tier: "Standard" | "Advanced";
  readonly allowed_pattern: string | null;
  /** As JSON, key → value. */
  readonly tags: string;
}

// Checked by templates of the default synthesizer; the number that this CDK's own bootstrap template writes.
const bootstrapVersion = { name: "/cdk-bootstrap/hnb659fds/version", value: "33" };

export function createParameterTable(cloud: Cloud): void {
  cloud.db.exec(`CREATE TABLE IF NOT EXISTS ssm_parameters (
    name TEXT PRIMARY KEY, type TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL,
    last_modified INTEGER NOT NULL, description TEXT) STRICT`);
  addColumn(cloud.db, "ssm_parameters", "tier", "TEXT NOT NULL DEFAULT 'Standard'");
  addColumn(cloud.db, "ssm_parameters", "allowed_pattern", "TEXT");
  addColumn(cloud.db, "ssm_parameters", "tags", "TEXT NOT NULL DEFAULT '{}'");
  cloud.db
    .prepare(
      `INSERT INTO ssm_parameters (name, type, value, version, last_modified) VALUES (?, 'String', ?, 1, ?) ON CONFLICT DO NOTHING`,
    )
    .run(bootstrapVersion.name, bootstrapVersion.value, cloud.clock.now());
}

export const parameterArn = (cloud: Cloud, name: string | undefined): string =>
  `arn:aws:ssm:${cloud.region}:${cloud.accountId}:parameter/${(name ?? "").replace(/^\//, "")}`;

/** The parameter of that name; a full ARN names it too. */
export function findParameter(cloud: Cloud, nameOrArn: string): ParameterRow | undefined {
  const name = /^arn:aws:ssm:[^:]+:\d+:parameter(\/.+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
  return cloud.db.prepare("SELECT * FROM ssm_parameters WHERE name = ?").get(name) as ParameterRow | undefined;
}

/** All parameters by name. */
export function listParameters(cloud: Cloud): readonly ParameterRow[] {
  return cloud.db.prepare("SELECT * FROM ssm_parameters ORDER BY name").all() as unknown as readonly ParameterRow[];
}

export function putRow(cloud: Cloud, row: ParameterRow): void {
  cloud.db
    .prepare(
      `INSERT OR REPLACE INTO ssm_parameters (name, type, value, version, last_modified, description, tier, allowed_pattern, tags)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      row.name,
      row.type,
      row.value,
      row.version,
      row.last_modified,
      row.description,
      row.tier,
      row.allowed_pattern,
      row.tags,
    );
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

/** What is told of a parameter without its value. */
export function toMetadata(cloud: Cloud, row: ParameterRow): ParameterMetadata {
  const { Value: _value, ...told } = toParameter(cloud, row);
  return {
    ...told,
    ...(row.description !== null && { Description: row.description }),
    ...(row.allowed_pattern !== null && { AllowedPattern: row.allowed_pattern }),
    Tier: row.tier,
    Policies: [],
    LastModifiedUser: `arn:aws:iam::${cloud.accountId}:root`,
  };
}

// AWS sends no text with it.
export const parameterNotFound = (): AwsError => new AwsError("ParameterNotFound", "UnknownError", 400);
