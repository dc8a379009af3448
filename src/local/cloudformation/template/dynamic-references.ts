import { notImplemented } from "../../aws-error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { validationError } from "./template.ts";

/** What `{{resolve:ssm:…}}` may stand for. */
export interface ParameterVersion {
  readonly value: string;
  readonly version: number;
}

export type ReadParameter = (name: string) => Promise<ParameterVersion | undefined>;

const syntax = /\{\{resolve:[^{}]*\}\}/g;
const ssm = /^\{\{resolve:ssm:([^:{}]+)(?::(\d+))?\}\}$/;

/** Every dynamic reference in a value, as written. */
export function dynamicReferencesIn(value: JsonValue): readonly string[] {
  if (typeof value === "string") return value.match(syntax) ?? [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => dynamicReferencesIn(item));
  return isJsonObject(value) ? Object.values(value).flatMap(dynamicReferencesIn) : [];
}

/** Refuses references to other services than SSM by name: left as they are, they would end up as literal text. */
export function refuseDynamicReferences(value: JsonValue): void {
  const refused = dynamicReferencesIn(value).find((reference) => !ssm.test(reference));
  if (refused !== undefined) throw notImplemented(`dynamic reference '${refused}'`);
}

/** Puts what the references of a resource's properties stand for in their place. */
export async function resolveDynamicReferences(properties: JsonObject, read: ReadParameter): Promise<JsonObject> {
  const references = [...new Set(dynamicReferencesIn(properties))];
  if (references.length === 0) return properties;
  refuseDynamicReferences(properties);
  const values = new Map<string, string>();
  for (const reference of references) values.set(reference, await valueOf(reference, read));
  return replaced(properties, values) as JsonObject;
}

async function valueOf(reference: string, read: ReadParameter): Promise<string> {
  const [, name = "", version] = ssm.exec(reference) ?? [];
  const parameter = await read(name);
  if (parameter === undefined) {
    throw validationError(`Unable to fetch parameters [${name}] from parameter store for this account.`);
  }
  if (version !== undefined && Number(version) !== parameter.version) {
    throw notImplemented(`dynamic reference '${reference}' to another version than the newest (${parameter.version})`);
  }
  return parameter.value;
}

function replaced(value: JsonValue, values: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === "string") return value.replaceAll(syntax, (reference) => values.get(reference) ?? reference);
  if (Array.isArray(value)) return value.map((item: JsonValue) => replaced(item, values));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, values)]));
}
