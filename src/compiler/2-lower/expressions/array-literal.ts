import { array, call, conditional, equals, literal, nested, spread } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isAny, isOnly, type Shape } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { withName } from "./condition.ts";
import { lowerExpression } from "../recursion.ts";

export function lowerArrayLiteral(node: ts.ArrayLiteralExpression, context: LowerContext): JsonataNode {
  return array(
    node.elements.map((element) => {
      if (ts.isOmittedExpression(element)) return refuse(context, node, "MR1105", { what: "an array with holes" });
      if (!ts.isSpreadElement(element)) return lowerElement(element, context);
      if (isOnly(shapeAt(context, element.expression), "array"))
        return spread(lowerExpression(element.expression, context));
      return refuse(context, element, "MR2101", {
        text: sourceText(element.expression),
        type: typeText(context, element.expression),
        operator: "...",
      });
    }),
  );
}

function lowerElement(element: ts.Expression, context: LowerContext): JsonataNode {
  const shape = shapeAt(context, element);
  const value = lowerExpression(element, context);
  if (value.kind !== "poison" && isAny(shape, "undefined"))
    return refuse(context, element, "MR2109", { text: sourceText(element) });
  return asElement(value, shape, context);
}

/** JSONata's array constructor flattens arrays among its elements: one that must stay whole is nested. */
export function asElement(value: JsonataNode, shape: Shape, context: LowerContext): JsonataNode {
  if (value.kind === "poison" || !isAny(shape, "array", "unknown")) return value;
  if (isOnly(shape, "array")) return nested(value);
  return withName(value, context, (named) =>
    conditional(equals(call("type", named), literal("array")), array([nested(named)]), named),
  );
}
