import { libraryFunction } from "../../library-functions.ts";
import { ExpressionFailure } from "../failures.ts";

const stringify = libraryFunction("string")!.implementation;

/** `$string(value)` of something: 15 digits of a number, JSON of an object. */
export function toText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      if (!Number.isFinite(value)) throw new ExpressionFailure("D3001");
      return Number.isSafeInteger(value) && Math.abs(value) < 1e15
        ? String(value)
        : String(Number(value.toPrecision(15)));
    case "boolean":
      return String(value);
    default:
      return stringify(value) as string;
  }
}

export function string(value: unknown, isPretty: unknown): unknown {
  if (value === undefined) return undefined;
  return isPretty === true ? stringify(value, true) : toText(value);
}
