import { notImplemented } from "../../aws-error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { validationError } from "./template.ts";

/** What `{{resolve:ssm:…}}` may stand for. */
export interface ParameterVersion {
  readonly value: string;
  readonly version: number;
}

/** Which value of a secret `{{resolve:secretsmanager:…}}` means. */
export interface SecretRequest {
  readonly secretId: string;
  readonly versionStage?: string;
  readonly versionId?: string;
}

/** Reads, as the deploying account does, what references stand for. */
export interface ReferenceReaders {
  readonly parameter: (name: string) => Promise<ParameterVersion | undefined>;
  /** Throws what Secrets Manager says where there is no such value. */
  readonly secret: (request: SecretRequest) => Promise<string>;
}

const syntax = /\{\{resolve:[^{}]*\}\}/g;
const ssm = /^\{\{resolve:ssm:([^:{}]+)(?::(\d+))?\}\}$/;
// A name, or an ARN with the colons in it; then `SecretString`, a key of its JSON, a stage and a version, from the right all optional.
const secret =
  /^\{\{resolve:secretsmanager:(arn:aws[\w-]*:secretsmanager:[^:{}]+:\d+:secret:[^:{}]+|(?!arn:)[^:{}]+)(?::([^:{}]*)(?::([^:{}]*)(?::([^:{}]*)(?::([^:{}]*))?)?)?)?\}\}$/;

/** Every dynamic reference in a value, as written. */
export function dynamicReferencesIn(value: JsonValue): readonly string[] {
  if (typeof value === "string") return value.match(syntax) ?? [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => dynamicReferencesIn(item));
  return isJsonObject(value) ? Object.values(value).flatMap(dynamicReferencesIn) : [];
}

/** Refuses references to what is not here by name: left as they are, they would end up as literal text. */
export function refuseDynamicReferences(value: JsonValue): void {
  const refused = dynamicReferencesIn(value).find((reference) => !ssm.test(reference) && !secret.test(reference));
  if (refused !== undefined) throw notImplemented(`dynamic reference '${refused}'`);
}

/** Puts what the references of a resource's properties stand for in their place. */
export async function resolveDynamicReferences(properties: JsonObject, readers: ReferenceReaders): Promise<JsonObject> {
  const references = [...new Set(dynamicReferencesIn(properties))];
  if (references.length === 0) return properties;
  refuseDynamicReferences(properties);
  const values = new Map<string, string>();
  for (const reference of references) {
    const isParameter = ssm.test(reference);
    values.set(reference, await (isParameter ? parameterOf(reference, readers) : secretOf(reference, readers)));
  }
  return replaced(properties, values) as JsonObject;
}

async function parameterOf(reference: string, readers: ReferenceReaders): Promise<string> {
  const [, name = "", version] = ssm.exec(reference) ?? [];
  const parameter = await readers.parameter(name);
  if (parameter === undefined) {
    throw validationError(`Unable to fetch parameters [${name}] from parameter store for this account.`);
  }
  if (version !== undefined && Number(version) !== parameter.version) {
    throw notImplemented(`dynamic reference '${reference}' to another version than the newest (${parameter.version})`);
  }
  return parameter.value;
}

async function secretOf(reference: string, readers: ReferenceReaders): Promise<string> {
  const [, secretId = "", kind = "", key = "", versionStage = "", versionId = ""] = secret.exec(reference) ?? [];
  if (kind !== "" && kind !== "SecretString") {
    throw validationError(`Dynamic reference ${reference} is not valid: only SecretString can be retrieved.`);
  }
  const text = await readers.secret({
    secretId,
    ...(versionStage !== "" && { versionStage }),
    ...(versionId !== "" && { versionId }),
  });
  return key === "" ? text : memberOf(text, key);
}

/** A member of a secret's JSON. What the secret says is in no message. */
function memberOf(text: string, key: string): string {
  const members = readJson(text);
  if (!isJsonObject(members)) throw validationError("Could not parse SecretString JSON");
  const member = Object.hasOwn(members, key) ? members[key] : undefined;
  if (member === undefined || member === null)
    throw validationError(`Could not find a value associated with JSONKey in SecretString`);
  return typeof member === "string" ? member : JSON.stringify(member);
}

function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function replaced(value: JsonValue, values: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === "string") return value.replaceAll(syntax, (reference) => values.get(reference) ?? reference);
  if (Array.isArray(value)) return value.map((item: JsonValue) => replaced(item, values));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, values)]));
}
