import { and, binary, call, conditional, equals, literal, range } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isOnly } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { bare, type LowerContext, shapeAt } from "../../context.ts";
import { isLibraryName } from "../../library-name.ts";
import { fillingOf } from "../../mutation/fill-of.ts";
import { lowerExpression } from "../../recursion.ts";
import { isCount, withNames } from "../position.ts";
import { elementShapeAt } from "./element-shape.ts";
import { lastPosition } from "./last-position.ts";
import { mapEach } from "./map-each.ts";

/** `new Array(count).fill(value)`, also without `new`; `undefined` for any other call. */
export function lowerFilled(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): JsonataNode | undefined {
  const [value, ...others] = node.arguments;
  if (callee.name.text !== "fill" || value === undefined || others.length > 0) return undefined;
  const length = lengthOf(bare(callee.expression), context);
  if (length === undefined) return undefined;
  const count = lowerExpression(length, context);
  const filling = fillingOf(value, context);
  return withNames({ count, filling }, context, (named, body = filling) => {
    const positions = range(literal(0), lastPosition(named!));
    const parameters = [context.names.local("position")];
    const filled = mapEach(positions, { parameters, body }, elementShapeAt(node, context), context);
    if (isCount(count)) return filled;
    const isLength = and(binary(">=", named!, literal(0)), equals(named!, call("floor", named!)));
    return conditional(isLength, filled, call("error", literal("an array cannot have this length")));
  });
}

/** `count` in `new Array(count)`. */
function lengthOf(made: ts.Expression, context: LowerContext): ts.Expression | undefined {
  if (!ts.isNewExpression(made) && !ts.isCallExpression(made)) return undefined;
  if (!isLibraryName(made.expression, "Array", context)) return undefined;
  const [length, ...others] = made.arguments ?? [];
  const isLength = length !== undefined && others.length === 0 && isOnly(shapeAt(context, length), "number");
  return isLength ? length : undefined;
}
