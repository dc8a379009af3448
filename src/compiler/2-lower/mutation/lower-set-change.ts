import { isAny, isOnly, type Shape } from "../../1-analyze/shape.ts";
import { array, binary, conditional, equals, local, not, nothing, poison, spread } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourceText, typeText } from "../context.ts";
import { readBinding } from "../expressions/identifier.ts";
import { isEvaluatedFirst } from "../functions/place-of-call.ts";
import { keepWhere } from "../methods/arrays/keep-where.ts";
import { lowerExpression } from "../recursion.ts";
import { evaluatedOnce } from "../statements/in-variable.ts";
import { assignBinding, declareTemporary } from "../variables.ts";
import { accessPathOf } from "./access-path.ts";
import { changeInPlace } from "./change-in-place.ts";

/** What is compared by its value. */
const primitives: Shape = new Set(["string", "number", "boolean", "null"]);

/** `set.add(value)` and `set.clear()` as statements, `set.delete(value)` also for whether it was there. */
export function lowerSetChange(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): JsonataNode {
  const name = callee.name.text;
  const isUsed = !ts.isExpressionStatement(node.parent);
  if (isUsed && name !== "delete") return refuse(context, node, "MR2144", { name: "Set" });
  if (isUsed && !isEvaluatedFirst(node)) return refuse(context, node, "MR2119");
  const path = accessPathOf(callee.expression, context);
  if (path === undefined) return poison;
  const value = name === "clear" ? nothing : lowerElement(node, context);
  if (value.kind === "poison") return poison;
  const found = isUsed ? declareTemporary(name, false, context) : undefined;
  if (found !== undefined)
    assignBinding(found, binary("in", value, lowerExpression(callee.expression, context)), context);
  const update = (before: JsonataNode): JsonataNode => {
    if (name === "clear") return array([]);
    if (name === "delete") {
      const item = context.names.local("item");
      return keepWhere(before, { parameters: [item], body: not(equals(local(item), value)) }, primitives, context);
    }
    return conditional(binary("in", value, before), before, array([spread(before), value]));
  };
  changeInPlace({ node, path, container: 0, update }, context);
  return found === undefined ? nothing : readBinding(found, found.boxed);
}

/** The one argument, evaluated once; only what is compared by its value can be in a Set here. */
function lowerElement(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [element] = node.arguments;
  if (element === undefined || ts.isSpreadElement(element)) return refuse(context, node, "MR2144", { name: "Set" });
  const shape = shapeAt(context, element);
  if (isAny(shape, "unknown")) {
    const values = { text: sourceText(element), type: typeText(context, element), operator: "Set" };
    return refuse(context, element, "MR2101", values);
  }
  if (shape.has("undefined")) return refuse(context, element, "MR2109", { text: sourceText(element) });
  if (!isOnly(shape, ...primitives)) return refuse(context, element, "MR2145");
  return evaluatedOnce(element, context);
}
