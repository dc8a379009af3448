import { block, call, conditional, exists, literal, local, array, binary } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { isAny, isOnly } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourceText } from "../context.ts";
import { lowerExpression } from "../recursion.ts";

/** `typeof x`, in JavaScript's words. */
export function lowerTypeof(node: ts.TypeOfExpression, context: LowerContext): JsonataNode {
  const shape = shapeAt(context, node.expression);
  // A date is kept as text, which nothing tells from other text.
  if (isAny(shape, "function") || (shape.has("date") && shape.has("string")))
    return refuse(context, node, "MR1105", { what: `'${sourceText(node)}'` });
  const operand = lowerExpression(node.expression, context);
  if (isOnly(shape, "date")) return literal("object");
  const name = context.names.local("type");
  const objects = ["null", "array", ...(shape.has("date") ? ["string"] : [])];
  const isObject = binary("in", local(name), array(objects.map((type) => literal(type))));
  return block(
    [{ name, value: call("type", operand) }],
    conditional(exists(local(name)), conditional(isObject, literal("object"), local(name)), literal("undefined")),
  );
}
