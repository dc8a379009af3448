import type { Cloud } from "../../service.ts";
import type { FunctionCode } from "./function-version.ts";

export interface LayerVersion {
  readonly name: string;
  readonly version: number;
  readonly description: string;
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
  readonly licence: string | undefined;
  readonly createdAt: number;
  readonly code: FunctionCode;
}

export function layerArn(cloud: Cloud, name: string): string {
  return `arn:aws:lambda:${cloud.region}:${cloud.accountId}:layer:${name}`;
}

/** A layer's plain name, also where its ARN is given. */
export function layerName(nameOrArn: string | undefined): string {
  return /:layer:([^:]+)$/.exec(nameOrArn ?? "")?.[1] ?? nameOrArn ?? "";
}

/** The layer version of an ARN, be it deleted since, or undefined. */
export function findLayerVersion(cloud: Cloud, arn: string): LayerVersion | undefined {
  const { name, version } = parseLayerVersionArn(arn);
  const row = cloud.db.prepare("SELECT layer FROM lambda_layers WHERE name = ? AND version = ?").get(name, version) as
    | LayerRow
    | undefined;
  return row === undefined ? undefined : (JSON.parse(row.layer) as LayerVersion);
}

/** The layer version if it is not deleted. */
export function readLayerVersion(cloud: Cloud, name: string, version: number): LayerVersion | undefined {
  const row = cloud.db
    .prepare("SELECT layer FROM lambda_layers WHERE name = ? AND version = ? AND is_deleted = 0")
    .get(name, version) as LayerRow | undefined;
  return row === undefined ? undefined : (JSON.parse(row.layer) as LayerVersion);
}

export function readLayerVersions(cloud: Cloud, name: string): readonly LayerVersion[] {
  const rows = cloud.db
    .prepare("SELECT layer FROM lambda_layers WHERE name = ? AND is_deleted = 0 ORDER BY version DESC")
    .all(name) as unknown as readonly LayerRow[];
  return rows.map((row) => JSON.parse(row.layer) as LayerVersion);
}

/** Name and number of a layer version's ARN; number 0, which no version has, if it is none. */
export function parseLayerVersionArn(arn: string): { readonly name: string; readonly version: number } {
  const match = /^arn:aws:lambda:[^:]+:[^:]+:layer:([^:]+):(\d+)$/.exec(arn);
  return { name: match?.[1] ?? "", version: Number(match?.[2] ?? 0) };
}

interface LayerRow {
  readonly layer: string;
}
