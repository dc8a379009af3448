import { ts } from "../program.ts";

/** What a value of some type may be, as far as JSONata tells values apart. */
export type ShapeKind =
  | "undefined"
  | "null"
  | "boolean"
  | "number"
  | "string"
  | "array"
  | "object"
  /** Kept as its text in ISO 8601, in UTC and with milliseconds, which is what JSON makes of it. */
  | "date"
  | "function"
  | "unknown";

/** Every kind that the constituents of a type have; empty for `never`. */
export type Shape = ReadonlySet<ShapeKind>;

export function shapeOf(type: ts.Type, checker: ts.TypeChecker): Shape {
  const kinds = new Set<ShapeKind>();
  for (const part of type.isUnion() ? type.types : [type]) {
    const kind = kindOf(part, checker);
    if (kind !== undefined) kinds.add(kind);
  }
  return kinds;
}

/** What a member of an object may be; under exactOptionalPropertyTypes its type does not say that it may be missing. */
export function shapeOfMember(member: ts.Symbol, checker: ts.TypeChecker): Shape {
  const shape = shapeOf(checker.getTypeOfSymbol(member), checker);
  return (member.flags & ts.SymbolFlags.Optional) === 0 ? shape : new Set([...shape, "undefined" as const]);
}

function kindOf(type: ts.Type, checker: ts.TypeChecker): ShapeKind | undefined {
  const has = (flags: ts.TypeFlags): boolean => (type.flags & flags) !== 0;
  if (has(ts.TypeFlags.Never)) return undefined;
  if (has(ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return "undefined";
  if (has(ts.TypeFlags.Null)) return "null";
  if (has(ts.TypeFlags.BooleanLike)) return "boolean";
  if (has(ts.TypeFlags.NumberLike)) return "number";
  if (has(ts.TypeFlags.StringLike)) return "string";
  // A branded string is an intersection with a primitive.
  if (type.isIntersection()) return kindOfIntersection(type, checker);
  return has(ts.TypeFlags.Object) ? kindOfObject(type, checker) : "unknown";
}

function kindOfIntersection(type: ts.IntersectionType, checker: ts.TypeChecker): ShapeKind {
  const kinds = type.types.map((part) => kindOf(part, checker));
  return kinds.find((kind) => kind !== "object" && kind !== "unknown") ?? "object";
}

function kindOfObject(type: ts.Type, checker: ts.TypeChecker): ShapeKind {
  if (checker.isArrayType(type) || checker.isTupleType(type) || isOfLanguage(type, matchTypes)) return "array";
  if (isOfLanguage(type, dateTypes)) return "date";
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return "function";
  const hasMembers = type.getProperties().length > 0 || checker.getIndexInfosOfType(type).length > 0;
  // `{}` as a type is any value but null and undefined; only of a literal is it an empty object.
  const isLiteral = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.ObjectLiteral) !== 0;
  return hasMembers || isLiteral ? "object" : "unknown";
}

/** What `match` gives: the match and its groups. */
const matchTypes: ReadonlySet<string> = new Set(["RegExpMatchArray", "RegExpExecArray"]);
const dateTypes: ReadonlySet<string> = new Set(["Date"]);

/** Whether a type is one that the language itself declares under one of the names. */
function isOfLanguage(type: ts.Type, names: ReadonlySet<string>): boolean {
  const symbol = type.symbol as ts.Symbol | undefined;
  if (symbol === undefined || !names.has(symbol.name)) return false;
  return symbol.declarations?.some((declaration) => declaration.getSourceFile().isDeclarationFile) === true;
}

/** Whether a value may be undefined, or nothing is known of it. */
export function mayBeUndefined(shape: Shape): boolean {
  return shape.has("undefined") || shape.has("unknown");
}

/** Whether a value is one of the given kinds for certain. */
export function isOnly(shape: Shape, ...kinds: readonly ShapeKind[]): boolean {
  return shape.size > 0 && [...shape].every((kind) => kinds.includes(kind));
}

/** Whether a value may be of one of the given kinds. */
export function isAny(shape: Shape, ...kinds: readonly ShapeKind[]): boolean {
  return kinds.some((kind) => shape.has(kind));
}

/** The shape without null and undefined. */
export function definedPart(shape: Shape): Shape {
  return new Set([...shape].filter((kind) => kind !== "null" && kind !== "undefined"));
}
