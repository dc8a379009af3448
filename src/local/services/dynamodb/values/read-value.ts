import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { validationError } from "../validation-error.ts";
import { parseDecimal, printDecimal } from "./decimal.ts";
import type { Attributes, Value, ValueType } from "./value.ts";

/** A map of attributes as the API writes it. */
export type WireAttributes = Readonly<Record<string, AttributeValue>>;

const types: readonly ValueType[] = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"];
const deepest = 32;

/** Checks the attributes of a request, and makes values of them; throws in DynamoDB's words. */
export function readAttributes(wire: WireAttributes | undefined, depth = 0): Attributes {
  return new Map(Object.entries(wire ?? {}).map(([name, value]) => [name, readValue(value, depth)]));
}

/** Checks one value of a request. */
export function readValue(wire: AttributeValue | undefined, depth = 0): Value {
  const given = types.filter((type) => isGiven(wire?.[type as keyof AttributeValue]));
  const [type, second] = given;
  if (type === undefined) {
    throw validationError("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  if (second !== undefined) {
    throw validationError(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  if (depth > deepest) throw validationError("Nesting Levels have exceeded supported limits");
  return readTyped(type, wire as unknown as Readonly<Record<ValueType, unknown>>, depth);
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

function readTyped(type: ValueType, wire: Readonly<Record<ValueType, unknown>>, depth: number): Value {
  switch (type) {
    case "S":
      return { type, value: wire.S as string };
    case "N":
      return { type, value: parseDecimal(wire.N as string) };
    case "B":
      return { type, value: bytesOf(wire.B) };
    case "BOOL":
      return { type, value: wire.BOOL as boolean };
    case "NULL":
      if (wire.NULL !== true) throw invalid("Null attribute value types must have the value of true");
      return { type, value: true };
    case "M":
      return { type, value: readAttributes(wire.M as WireAttributes, depth + 1) };
    case "L":
      return { type, value: (wire.L as readonly AttributeValue[]).map((item) => readValue(item, depth + 1)) };
    case "SS":
    case "NS":
    case "BS":
      return readSet(type, wire[type] as readonly unknown[]);
  }
}

function readSet(type: "SS" | "NS" | "BS", members: readonly unknown[]): Value {
  if (members.length === 0) {
    if (type === "BS") throw invalid("Binary sets should not be empty");
    throw invalid(`An ${type === "SS" ? "string" : "number"} set  may not be empty`);
  }
  if (members.some((member) => !isGiven(member))) throw invalid("A set may not contain null");
  if (type === "SS") return { type, value: different(members as readonly string[], (member) => member) };
  if (type === "BS") return { type, value: different(members.map(bytesOf), (member) => member.toString("base64")) };
  const numbers = (members as readonly string[]).map((text) => parseDecimal(text));
  return { type, value: different(numbers, printDecimal, "Input collection contains duplicates") };
}

function different<Member>(
  members: readonly Member[],
  print: (member: Member) => string,
  message?: string,
): readonly Member[] {
  const texts = members.map(print);
  if (new Set(texts).size === texts.length) return members;
  throw message === undefined
    ? invalid(`Input collection [${texts.join(", ")}] contains duplicates.`)
    : validationError(message);
}

const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);

const bytesOf = (value: unknown): Buffer =>
  typeof value === "string" ? Buffer.from(value, "base64") : Buffer.from(value as Uint8Array);
