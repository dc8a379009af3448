import type { AslFinding } from "../finding.ts";
import type { Fields } from "./fields.ts";
import type { JsonRecord } from "./json-record.ts";

/** Checks one object's fields: that the required ones are there, each is of its type, and there is no other. */
export function checkFields(object: JsonRecord, fields: Fields, location: string): AslFinding[] {
  const { required, optional } = fields;
  const missing = Object.keys(required).filter((field) => !(field in object));
  const gone = missing.length === 0 ? [] : [schema(location, `These fields are required: [${missing.join(", ")}]`)];
  const wrong = Object.entries(object).flatMap(([field, value]) => {
    // A definition may name a field `constructor`, which every object inherits.
    const table = [required, optional].find((checks) => Object.hasOwn(checks, field));
    if (table === undefined) return [schema(location, unknownField(field, fields))];
    const message = table[field]!(value);
    return message === undefined ? [] : [schema(`${location}/${field}`, message)];
  });
  return [...gone, ...wrong];
}

function unknownField(field: string, { foreign }: Fields): string {
  if (foreign?.names.has(field) !== true) return `Field '${field}' is not supported`;
  const own = foreign.language === "JSONPath" ? "JSONata" : "JSONPath";
  return `The QueryLanguage is set to '${own}', but field '${field}' is only supported for the '${foreign.language}' QueryLanguage`;
}

/** The finding where there must be an object and is none. */
export function objectExpected(location: string): AslFinding {
  return schema(location, "Expected value of type Object");
}

export function schema(location: string, message: string): AslFinding {
  return { code: "SCHEMA_VALIDATION_FAILED", severity: "ERROR", location: location === "" ? "/" : location, message };
}
