import { isAny, shapeOf } from "../../1-analyze/shape.ts";
import { ts } from "../../program.ts";

/** Whether a value of a type is an object or array, which two names can share. */
export function isShareable(type: ts.Type, checker: ts.TypeChecker): boolean {
  return isAny(shapeOf(type, checker), "object", "array", "unknown", "function");
}

/** Whether an object or array of a type holds others, which a copy of it would share. */
export function holdsObjects(type: ts.Type, checker: ts.TypeChecker): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => {
    if (!isShareable(part, checker)) return false;
    if (isAny(shapeOf(part, checker), "unknown", "function")) return true;
    const members = [
      checker.getIndexTypeOfType(part, ts.IndexKind.Number),
      checker.getIndexTypeOfType(part, ts.IndexKind.String),
    ].filter((each) => each !== undefined);
    const isArray = checker.isArrayType(part) || checker.isTupleType(part);
    const properties = isArray ? [] : part.getProperties().map((property) => checker.getTypeOfSymbol(property));
    return [...members, ...properties].some((member) => isShareable(member, checker));
  });
}
