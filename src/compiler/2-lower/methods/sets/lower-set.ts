import { array, call, sequence } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { isAny, isOnly } from "../../../1-analyze/shape.ts";
import type { ts } from "../../../program.ts";
import { type LowerContext, refuse, sourceText, typeText } from "../../context.ts";
import { iterators, lowerElements } from "../arrays/lower-elements.ts";
import { refuseSource } from "../arrays/refuse-source.ts";
import { lowerIncludes } from "../arrays/lower-includes.ts";
import { isMutatingMethod } from "../../mutation/mutating-methods.ts";
import { lowerSetChange } from "../../mutation/lower-set-change.ts";
import { lowerExpression } from "../../recursion.ts";

/** A Set is held as the array of its different elements, in the order in which they came first. */
export function lowerNewSet(node: ts.NewExpression, context: LowerContext): JsonataNode {
  const [source] = node.arguments ?? [];
  if (source === undefined) return array([]);
  const elements = lowerElements(source, context);
  if (elements === undefined) return refuseSource(source, "new Set", context);
  const { list, shape } = elements;
  if (shape.size === 0 || isOnly(shape, "string", "number", "boolean", "null", "undefined")) return distinct(list);
  if (!isAny(shape, "unknown")) return refuse(context, source, "MR2145");
  const values = { text: sourceText(source), type: typeText(context, source), operator: "new Set" };
  return refuse(context, source, "MR2101", values);
}

/** Of constants the different ones are known. */
function distinct(list: JsonataNode): JsonataNode {
  if (list.kind !== "array" || list.elements.some(({ kind }) => kind !== "literal"))
    return sequence(call("distinct", list));
  const texts = list.elements.map((element) => JSON.stringify(element));
  return array(list.elements.filter((_, position) => texts.indexOf(texts[position]!) === position));
}

/** `set.has(value)` and what changes the Set; what gives another one is refused. */
export function lowerSetMethod(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  context: LowerContext,
): JsonataNode {
  const name = callee.name.text;
  if (name === "has")
    return lowerIncludes({ node, callee, receiver: lowerExpression(callee.expression, context), context });
  if (isMutatingMethod(name)) return lowerSetChange(node, callee, context);
  if (iterators.has(name)) return refuse(context, node, "MR2143", { text: sourceText(node) });
  return refuse(context, node, "MR2144", { name: "Set" });
}
