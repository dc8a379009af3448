import type { Json } from "#asl";
import { isRecord } from "../../is-record.ts";
import { isList } from "../../is-list.ts";
import { invalidRequest } from "../refusal.ts";
import { resourceResponse } from "./resource-response.ts";
import type { ResourceResponse } from "./resource-response.ts";
import type { ServiceShapes, Shape, ShapeReference } from "./service-shapes.ts";
import { shapesByService } from "./services.generated.ts";

interface Check {
  readonly shapes: ServiceShapes["shapes"];
  readonly response: ResourceResponse;
  /** Whether members that are always there must be. */
  readonly isStrict: boolean;
}

/** Refuses a mocked result that the called API could not answer. Services without a table are not checked. */
export async function checkResult(resource: string, result: Json, mode: "STRICT" | "PRESENT"): Promise<void> {
  const response = resourceResponse(resource);
  if (response === undefined || !Object.hasOwn(shapesByService, response.service)) return;
  const known = await shapesByService[response.service]?.();
  const output = known !== undefined && Object.hasOwn(known.operations, response.operation);
  if (known === undefined || !output) return;
  if (!isRecord(result)) throw invalidRequest("Mocked result must be a JSON object.");
  const check = { shapes: known.shapes, response, isStrict: mode === "STRICT" };
  checkValue(check, known.operations[response.operation]!, result, "");
}

/** Recorded on AWS: of a field within others, the name of the innermost is told. */
function refuse(words: string): Error {
  return invalidRequest(`Mock result schema validation error: ${words}`);
}

function checkValue(check: Check, reference: ShapeReference, value: Json, field: string): void {
  const shape = shapeOf(check, reference);
  switch (shape[0]) {
    case "o":
      checkType(isRecord(value), field, "an object");
      checkMembers(check, shape, value as Readonly<Record<string, Json>>);
      return;
    case "l":
      checkType(isList(value), field, "an array");
      checkLength((value as readonly Json[]).length, shape[2], shape[3], field);
      for (const element of value as readonly Json[]) checkValue(check, shape[1], element, field);
      return;
    case "m":
      checkType(isRecord(value), field, "an object");
      for (const element of Object.values(value as Readonly<Record<string, Json>>)) {
        checkValue(check, shape[1], element, field);
      }
      return;
    case "s":
      checkText(shape, value, field);
      return;
    case "n":
      checkNumber(shape, value, field);
      return;
    case "b":
      checkType(typeof value === "boolean", field, "a boolean");
      return;
    case "t":
      checkType(
        typeof value === "string" || (check.response.numericTimestamps && typeof value === "number"),
        field,
        "a string",
      );
      return;
    default:
  }
}

function shapeOf({ shapes }: Check, reference: ShapeReference): Shape | readonly ["b" | "t" | "*"] {
  if (typeof reference !== "number") return [reference];
  const shape = shapes[reference];
  if (shape === undefined) throw new Error(`no shape ${reference}: the table of response shapes is broken`);
  return shape;
}

function checkType(isRight: boolean, field: string, what: string): void {
  if (!isRight) throw refuse(`Field '${field}' must be ${what}`);
}

/** What the API does not know is taken: it may learn it. */
function checkMembers(
  check: Check,
  [, members, required = []]: Extract<Shape, readonly ["o", ...unknown[]]>,
  value: Readonly<Record<string, Json>>,
): void {
  const { memberName, parsed } = check.response;
  if (check.isStrict) {
    const missing = required.map(memberName).find((name) => !Object.hasOwn(value, name));
    if (missing !== undefined) throw refuse(`Required field '${missing}' is missing`);
  }
  const references = new Map(Object.entries(members).map(([name, reference]) => [memberName(name), reference]));
  for (const [name, member] of Object.entries(value)) {
    const reference = references.get(name);
    if (reference !== undefined && !parsed.includes(name)) checkValue(check, reference, member, name);
  }
}

function checkText(
  [, shortest, longest, values]: Extract<Shape, readonly ["s", ...unknown[]]>,
  value: Json,
  field: string,
): void {
  checkType(typeof value === "string", field, "a string");
  const text = value as string;
  if (values !== undefined && !values.includes(text)) throw refuse(`Field '${field}' is not an expected value`);
  checkLength(text.length, shortest, longest, field);
}

function checkLength(
  length: number,
  shortest: number | null = null,
  longest: number | null = null,
  field: string,
): void {
  if (shortest !== null && length < shortest) throw refuse(`Field '${field}' is smaller than the minimum length`);
  if (longest !== null && length > longest) throw refuse(`Field '${field}' exceeds the maximum length`);
}

function checkNumber(
  [, least = null, greatest = null]: Extract<Shape, readonly ["n", ...unknown[]]>,
  value: Json,
  field: string,
): void {
  checkType(typeof value === "number", field, "a number");
  const number = value as number;
  if (least !== null && number < least) throw refuse(`Field '${field}' is less than the minimum value`);
  if (greatest !== null && number > greatest) throw refuse(`Field '${field}' exceeds the maximum value`);
}
