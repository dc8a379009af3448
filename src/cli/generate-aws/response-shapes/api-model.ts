import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

/** The part of a service's API model that says what its operations answer, as botocore ships it. */
export interface ApiModel {
  /** The date of the API. */
  readonly version: string;
  readonly operations: Readonly<Record<string, { readonly output?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, ApiShape>>;
}

export interface ApiShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Any JSON. */
  readonly document?: boolean;
}

/** Reads the newest model of a service from an installed botocore. */
export function readApiModel(botocore: string, service: string): ApiModel {
  const folder = path.join(botocore, "data", service);
  const version = readdirSync(folder).toSorted().at(-1) ?? "";
  const packed = readFileSync(path.join(folder, version, "service-2.json.gz"));
  const { operations, shapes } = JSON.parse(gunzipSync(packed).toString("utf8")) as Omit<ApiModel, "version">;
  return { version, operations, shapes };
}

/** `1.43.11` */
export function botocoreVersion(botocore: string): string {
  const text = readFileSync(path.join(botocore, "__init__.py"), "utf8");
  return /^__version__ = '([\d.]+)'/m.exec(text)?.[1] ?? "of unknown version";
}
