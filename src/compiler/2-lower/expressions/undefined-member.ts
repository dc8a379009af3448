import { ts } from "../../program.ts";
import { mayBeUndefined, shapeOf } from "../../1-analyze/shape.ts";
import type { LowerContext } from "../context.ts";

/**
 * A member that may be present with the value undefined, which JSON has no counterpart for: in JavaScript it is a key, and
 * replaces an earlier value when it is spread.
 */
export function undefinedMember(node: ts.Expression, context: LowerContext): string | undefined {
  const { checker } = context;
  const found = checker
    .getTypeAtLocation(node)
    .getProperties()
    .find((property) => {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      return (
        !isOptional && mayBeUndefined(shapeOf(checker.getTypeOfSymbol(property), checker)) && isWrittenHere(property)
      );
    });
  return found?.name;
}

/** Data from outside is JSON; only an object that the workflow itself makes can hold undefined. */
function isWrittenHere(property: ts.Symbol): boolean {
  const declaration = property.valueDeclaration;
  return (
    declaration === undefined || ts.isPropertyAssignment(declaration) || ts.isShorthandPropertyAssignment(declaration)
  );
}
