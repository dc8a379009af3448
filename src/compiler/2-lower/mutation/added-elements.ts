import { isAny, isOnly } from "../../1-analyze/shape.ts";
import { spread } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { asElement } from "../expressions/as-element.ts";
import { lowerExpression } from "../recursion.ts";
import { inVariable } from "../statements/in-variable.ts";

/** What is put into an array, evaluated once. */
export function addedElements(parts: readonly ts.Expression[], context: LowerContext): readonly JsonataNode[] {
  return parts.map((part) => {
    if (ts.isSpreadElement(part)) {
      const list = lowerExpression(part.expression, context);
      if (isOnly(shapeAt(context, part.expression), "array")) return spread(inVariable(list, context));
      return refuse(context, part, "MR2101", {
        text: sourceText(part.expression),
        type: typeText(context, part.expression),
        operator: "...",
      });
    }
    const shape = shapeAt(context, part);
    const value = lowerExpression(part, context);
    if (value.kind !== "poison" && isAny(shape, "undefined"))
      return refuse(context, part, "MR2109", { text: sourceText(part) });
    return asElement(value, shape, context);
  });
}
