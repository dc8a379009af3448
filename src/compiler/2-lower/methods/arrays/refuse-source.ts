import type { JsonataNode } from "../../../jsonata/node.ts";
import { isAny } from "../../../1-analyze/shape.ts";
import type { ts } from "../../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../../context.ts";
import { refuseCollection } from "../sets/refuse-collection.ts";

/** Refuses what cannot be gone through, or may not: neither an array nor a Set, for certain. */
export function refuseSource(source: ts.Expression, operator: string, context: LowerContext): JsonataNode {
  const refused = refuseCollection(source, context);
  if (refused !== undefined) return refused;
  const type = typeText(context, source);
  return isAny(shapeAt(context, source), "unknown")
    ? refuse(context, source, "MR2101", { text: sourceText(source), type, operator })
    : refuse(context, source, "MR2112", { name: operator, type });
}
