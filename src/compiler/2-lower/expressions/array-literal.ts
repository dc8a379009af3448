import { array, spreadElements } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isAny } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { refuseSource } from "../methods/arrays/refuse-source.ts";
import { lowerElements } from "../methods/arrays/lower-elements.ts";
import { lowerExpression } from "../recursion.ts";
import { asElement } from "./as-element.ts";

export function lowerArrayLiteral(node: ts.ArrayLiteralExpression, context: LowerContext): JsonataNode {
  return lowerListOf(node.elements, node, context);
}

/** An array of elements and spreads, as in `[…]` and `Array.of(…)`. */
export function lowerListOf(
  elements: readonly ts.Expression[],
  node: ts.Expression,
  context: LowerContext,
): JsonataNode {
  return array(
    elements.flatMap((element) => {
      if (ts.isOmittedExpression(element)) return refuse(context, node, "MR1105", { what: "an array with holes" });
      if (!ts.isSpreadElement(element)) return lowerElement(element, context);
      const spreaded = lowerElements(element.expression, context);
      if (spreaded !== undefined) return spreadElements(spreaded.list);
      return refuseSource(element.expression, "...", context);
    }),
  );
}

function lowerElement(element: ts.Expression, context: LowerContext): JsonataNode {
  const shape = shapeAt(context, element);
  const value = lowerExpression(element, context);
  if (value.kind === "poison") return value;
  if (isAny(shape, "undefined")) return refuse(context, element, "MR2109", { text: sourceText(element) });
  if (isAny(shape, "unknown")) {
    const values = { text: sourceText(element), type: typeText(context, element), operator: "[…]" };
    return refuse(context, element, "MR2101", values);
  }
  return asElement(value, shape, context);
}
