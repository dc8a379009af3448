import { isJsonObject, type JsonObject, type JsonValue } from "../../json-value.ts";
import { validationError } from "../../template/template.ts";
import { pythonJson } from "./python-json.ts";

/** What stands in a file in place of a marker, as the source's configuration has it. */
export function encodeMarker(marker: string, value: JsonValue, config: JsonObject): string {
  const isJson = String(config["jsonEscape"] ?? "false").toLowerCase() === "true";
  const encodings = config["markerEncodings"];
  const own = isJsonObject(encodings) ? encodings[marker] : undefined;
  const encoding = own ?? (isJson ? "UNQUOTED_JSON_VALUE" : "LITERAL");
  switch (encoding) {
    case "LITERAL":
      return textOf(marker, value, encoding);
    case "UNQUOTED_JSON_VALUE":
      return pythonJson(value).replace(/^"(.*)"$/s, "$1");
    case "JSON_VALUE":
      return pythonJson(value);
    case "YAML_STRING": {
      const text = textOf(marker, value, encoding);
      return /^[A-Za-z][A-Za-z0-9._-]*$/.test(text) && !yamlWords.has(text.toLowerCase()) ? text : pythonJson(text);
    }
    default:
      throw validationError(`Unknown marker encoding: ${JSON.stringify(encoding)}`);
  }
}

// They would not be texts without quotes.
const yamlWords: ReadonlySet<string> = new Set(["y", "n", "yes", "no", "true", "false", "on", "off", "null"]);

function textOf(marker: string, value: JsonValue, encoding: string): string {
  if (typeof value === "string") return value;
  const kind = Array.isArray(value) ? "list" : value === null ? "NoneType" : "dict";
  throw validationError(`Expected a string for ${encoding} encoding for marker ${marker}, got ${kind}`);
}
