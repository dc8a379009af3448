import { binary, conditional, equals, exists, literal, not, nullLiteral, or, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { isAny, isOnly, mayBeUndefined, type Shape } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { mayBeUndefinedAt } from "../declared-type.ts";
import { lowerExpression } from "../recursion.ts";

/** `===` and `!==` of values that are compared by value in JavaScript too; `==` and `!=` only with null. */
export function lowerEquality(node: ts.BinaryExpression, context: LowerContext): JsonataNode {
  const operator = node.operatorToken.getText();
  const isNegated = operator.startsWith("!");
  const equal = lowerEqual(node, operator, context);
  if (!isNegated) return equal;
  // With nothing on a side JSONata's `!=` is false, so it is used only where both sides surely have a value.
  const total = equal.kind === "binary" && equal.operator === "=" && isTotal(node, context);
  return total ? binary("!=", equal.left, equal.right) : not(equal);
}

function isTotal(node: ts.BinaryExpression, context: LowerContext): boolean {
  return !mayBeUndefinedAt(node.left, context) && !mayBeUndefinedAt(node.right, context);
}

function lowerEqual(node: ts.BinaryExpression, operator: string, context: LowerContext): JsonataNode {
  const left = lowerExpression(node.left, context);
  const right = lowerExpression(node.right, context);
  if (left.kind === "poison" || right.kind === "poison") return poison;
  const [leftShape, rightShape] = [shapeAt(context, node.left), shapeAt(context, node.right)];
  if (operator === "==" || operator === "!=")
    return lowerLoose(node, operator, { left, right, leftShape, rightShape }, context);
  return (
    strictlyEqual({ left, right, leftShape, rightShape }) ??
    refuseEquality(node, { left: node.left, right: node.right, operator }, context)
  );
}

/** Whether two values are `===`; `undefined` where the types do not tell that they are compared by value. */
export function strictlyEqual({ left, right, leftShape, rightShape }: Operands): JsonataNode | undefined {
  if (isOnly(rightShape, "undefined")) return not(exists(left));
  if (isOnly(leftShape, "undefined")) return not(exists(right));
  const isByValue = [leftShape, rightShape].some((shape) =>
    isOnly(shape, "undefined", "null", "boolean", "number", "string"),
  );
  if (!isByValue) return undefined;
  if (mayBeUndefined(leftShape) && mayBeUndefined(rightShape)) {
    return conditional(exists(left), equals(left, right), not(exists(right)));
  }
  return equals(left, right);
}

/** One side of primitive type is enough: a primitive equals only itself, whatever the other side is. */
export function refuseEquality(
  node: ts.Node,
  { left, right, operator }: { readonly left: ts.Expression; readonly right: ts.Expression; readonly operator: string },
  context: LowerContext,
): JsonataNode {
  const shapes = [shapeAt(context, left), shapeAt(context, right)];
  if (shapes.every((shape) => isAny(shape, "object", "array", "date", "function")))
    return refuse(context, node, "MR2102", { operator });
  const side = isAny(shapes[0]!, "unknown") ? left : right;
  if (!isAny(shapeAt(context, side), "unknown")) return refuse(context, node, "MR2102", { operator });
  return refuse(context, side, "MR2101", { text: sourceText(side), type: typeText(context, side), operator });
}

export interface Operands {
  readonly left: JsonataNode;
  readonly right: JsonataNode;
  readonly leftShape: Shape;
  readonly rightShape: Shape;
}

function lowerLoose(
  node: ts.BinaryExpression,
  operator: string,
  { left, right, leftShape, rightShape }: Operands,
  context: LowerContext,
): JsonataNode {
  const isNullish = (side: ts.Expression): boolean => isOnly(shapeAt(context, side), "null", "undefined");
  if (!isNullish(node.left) && !isNullish(node.right)) {
    return refuse(context, node.operatorToken, "MR2103", { operator, strict: `${operator}=` });
  }
  const [value, shape] = isNullish(node.right) ? [left, leftShape] : [right, rightShape];
  return or(
    mayBeUndefined(shape) ? not(exists(value)) : literal(false),
    isAny(shape, "null", "unknown") ? equals(value, nullLiteral) : literal(false),
  );
}
