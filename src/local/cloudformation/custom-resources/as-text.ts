import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";

/** CloudFormation hands every number and boolean over to a custom resource as text. */
export function asText(value: JsonObject): JsonObject;
export function asText(value: JsonValue): JsonValue;
export function asText(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => asText(item));
  if (!isJsonObject(value)) return value === null ? null : String(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asText(item)]));
}
