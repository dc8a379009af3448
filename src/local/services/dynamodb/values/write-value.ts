import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { printDecimal } from "./decimal.ts";
import type { Attributes, Value } from "./value.ts";

/** Attributes as the API answers them. */
export function writeAttributes(attributes: Attributes): Record<string, AttributeValue> {
  return Object.fromEntries([...attributes].map(([name, value]) => [name, writeValue(value)]));
}

/** One value as the API answers it. */
export function writeValue(value: Value): AttributeValue {
  switch (value.type) {
    case "N":
      return { N: printDecimal(value.value) };
    case "NS":
      return { NS: value.value.map(printDecimal) };
    case "M":
      return { M: writeAttributes(value.value) };
    case "L":
      return { L: value.value.map(writeValue) };
    case "SS":
      return { SS: [...value.value] };
    case "BS":
      return { BS: [...value.value] };
    case "S":
      return { S: value.value };
    case "B":
      return { B: value.value };
    case "BOOL":
      return { BOOL: value.value };
    case "NULL":
      return { NULL: true };
  }
}

/** Attributes as text for the database: as the API writes them in JSON, bytes in base64. `readAttributes` reads them back. */
export function storeAttributes(attributes: Attributes): string {
  return JSON.stringify(writeAttributes(attributes), (_, value: unknown) =>
    isBufferJson(value) ? Buffer.from(value.data).toString("base64") : value,
  );
}

// What JSON.stringify makes of a Buffer before a replacer sees it. No value of ours has these members: theirs are types.
const isBufferJson = (value: unknown): value is { readonly data: readonly number[] } =>
  typeof value === "object" && value !== null && "type" in value && value.type === "Buffer";
