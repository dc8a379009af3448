import { ts } from "../program.ts";
import { shapeOf } from "./shape.ts";

/** Whether a value that JSON holds can be of the type: no dates, functions and other objects with behaviour inside. */
export function isJsonType(type: ts.Type, checker: ts.TypeChecker, seen: ReadonlySet<ts.Type> = new Set()): boolean {
  if (seen.has(type) || (type.flags & ts.TypeFlags.Unknown) !== 0) return true;
  if ((type.flags & ts.TypeFlags.Any) !== 0) return false;
  const shape = shapeOf(type, checker);
  if (shape.has("date") || shape.has("function") || shape.size === 0) return false;
  const within = new Set([...seen, type]);
  if (type.isUnion()) return type.types.every((part) => isJsonType(part, checker, within));
  if (!shape.has("object") && !shape.has("array")) return !shape.has("undefined");
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const value = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const members = shape.has("array")
    ? []
    : checker.getPropertiesOfType(type).map((member) => memberType(member, checker));
  return [element, value, ...members].every((part) => part === undefined || isJsonType(part, checker, within));
}

/** A member may be left out; undefined is no more than that. */
function memberType(member: ts.Symbol, checker: ts.TypeChecker): ts.Type {
  return checker.getNonNullableType(checker.getTypeOfSymbol(member));
}
