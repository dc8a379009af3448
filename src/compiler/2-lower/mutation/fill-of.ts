import { isAny, isOnly } from "../../1-analyze/shape.ts";
import { and, binary, conditional, local, trueLiteral } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { elementShapeAt } from "../methods/arrays/element-shape.ts";
import { fromStart } from "../methods/arrays/lower-slice.ts";
import { mapEach } from "../methods/arrays/map-each.ts";
import { wholeOf } from "../methods/position.ts";
import { lowerExpression } from "../recursion.ts";
import { inVariable } from "../statements/in-variable.ts";

/** What `fill(value, start, end)` makes of an array. */
export function fillOf(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): ((list: JsonataNode) => JsonataNode) | undefined {
  const [value, start, end, ...others] = node.arguments;
  const wrong = [start, end].find((bound) => bound !== undefined && !isOnly(shapeAt(context, bound), "number"));
  if (value === undefined || ts.isSpreadElement(value) || wrong !== undefined || others.length > 0) {
    refuse(context, node, "MR2112", { name: callee.name.text, type: typeText(context, callee.expression) });
    return undefined;
  }
  const filling = inVariable(fillingOf(value, context), context);
  const [from, until] = [start, end].map((bound) =>
    bound === undefined ? undefined : wholeOf(lowerExpression(bound, context), context),
  );
  return (list) => {
    const [item, position] = [context.names.local("item"), context.names.local("position")];
    const isInside = and(
      from === undefined ? trueLiteral : binary(">=", local(position), fromStart(from, list, context)),
      until === undefined ? trueLiteral : binary("<", local(position), fromStart(until, list, context)),
    );
    const body = conditional(isInside, filling, local(item));
    return mapEach(list, { parameters: [item, position], body }, elementShapeAt(callee.expression, context), context);
  };
}

/** The value that each element becomes. */
export function fillingOf(value: ts.Expression, context: LowerContext): JsonataNode {
  const lowered = lowerExpression(value, context);
  if (!isAny(shapeAt(context, value), "undefined")) return lowered;
  return refuse(context, value, "MR2109", { text: sourceText(value) });
}
