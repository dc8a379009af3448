import type { AslFinding } from "../finding.ts";
import type { Fields } from "./fields.ts";
import type { JsonRecord } from "./json-record.ts";

/** Checks one object's fields: that the required ones are there, each is of its type, and there is no other. */
export function checkFields(object: JsonRecord, { required, optional }: Fields, location: string): AslFinding[] {
  // A Map, because a definition may name a field `constructor`.
  const checks = new Map(Object.entries({ ...required, ...optional }));
  const missing = Object.keys(required).filter((field) => !(field in object));
  const wrong = Object.entries(object).flatMap(([field, value]) => {
    const check = checks.get(field);
    const message = check === undefined ? "Field is not supported" : check(value);
    return message === undefined ? [] : [schema(`${location}/${field}`, message)];
  });
  const gone = missing.length === 0 ? [] : [schema(location, `These fields are required: [${missing.join(", ")}]`)];
  return [...gone, ...wrong];
}

export function schema(location: string, message: string): AslFinding {
  return { code: "SCHEMA_VALIDATION_FAILED", severity: "ERROR", location: location === "" ? "/" : location, message };
}
